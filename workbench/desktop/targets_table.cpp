#include "workbench/desktop/targets_table.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QHeaderView>
#include <QKeyEvent>

#include "maps/style/number_format.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr double numberEm = 56 / 14.0;
constexpr double expectedEm = 84 / 14.0;
constexpr double rowEm = 38 / 14.0;

}  // namespace

TargetsModel::TargetsModel(const Words& words, QObject* parent)
    : QAbstractTableModel(parent)
    , words_(words)
{
    connect(&words_, &Words::changed, this, [this] {
        beginResetModel();
        endResetModel();
    });
}

void TargetsModel::setProgress(std::vector<TargetProgress> progress)
{
    beginResetModel();
    progress_ = std::move(progress);
    endResetModel();
}

int TargetsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(progress_.size());
}

int TargetsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TargetsModel::text(const TargetProgress& one, int column) const
{
    const auto number = [&](std::optional<double> value, std::optional<FiscalYear> year) {
        if (!value)
            return QString::fromUtf8(absenceSign(Absence::Missing).data());
        return QString::fromStdString(formatNumber(*value, one.indicator, NumberPlace::Table, words_.language()) +
                                      (year ? "\n" + shortTitle(*year, words_.language()) : std::string()));
    };
    switch (column) {
    case NameColumn:
        return words_.in(one.indicator.title);
    case BaseColumn:
        return number(one.base, one.baseYear);
    case LatestColumn:
        return number(one.latest, one.latestYear);
    case TargetColumn:
        return number(one.target, one.targetYear);
    default:
        if (!one.expected)
            return QString::fromUtf8(absenceSign(Absence::Missing).data());
        return (one.isBehind() ? QStringLiteral("▲ ") : QString()) +
               QString::fromStdString(formatNumber(100 * *one.expected, 0)) + u'%';
    }
}

QVariant TargetsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const TargetProgress& one = progress_[static_cast<std::size_t>(index.row())];
    const bool isName = index.column() == NameColumn;
    switch (role) {
    case IdRole:
        return QString::fromStdString(one.indicator.id);
    case Qt::DisplayRole:
        return text(one, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == ExpectedColumn && one.isBehind()
                   ? text(one, index.column()) + u' ' + words_("desktop.target_behind")
                   : text(one, index.column()).replace(u'\n', u' ');
    case Qt::ToolTipRole:
        return index.column() == ExpectedColumn ? words_("desktop.target_expected_tip")
                                                : words_.in(one.indicator.title);
    case Qt::ForegroundRole:
        return qColour(index.column() == ExpectedColumn && one.isBehind() ? theme::watch : theme::text);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (isName ? Qt::AlignLeft : Qt::AlignRight)));
    default:
        return {};
    }
}

QVariant TargetsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole && section < rowCount()
                   ? QVariant(text(progress_[static_cast<std::size_t>(section)], 0))
                   : QVariant();
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (section == NameColumn ? Qt::AlignLeft : Qt::AlignRight)));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return words_("desktop.target_indicator");
    case BaseColumn:
        return words_("desktop.target_base");
    case LatestColumn:
        return words_("desktop.target_latest");
    case TargetColumn:
        return words_("desktop.target_target");
    default:
        return words_("desktop.target_expected");
    }
}

TargetsTable::TargetsTable(const Desk& desk, QWidget* parent)
    : QTableView(parent)
    , desk_(desk)
    , model_(desk.words)
{
    setObjectName(QStringLiteral("targetsTable"));
    setModel(&model_);
    setFont(theme::font(theme::captionPoints));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(true);
    setTabKeyNavigation(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setFont(theme::font(theme::captionPoints));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(this, &QTableView::clicked, this, &TargetsTable::choose);
    connect(&desk_.document, &CityDocument::cityChanged, this, &TargetsTable::takeCity);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &TargetsTable::takeCity);
    connect(&desk_.words, &Words::changed, this, [this] { setAccessibleName(desk_.words("desktop.target_title")); });
    setAccessibleName(desk_.words("desktop.target_title"));
    takeCity();
}

void TargetsTable::takeCity()
{
    if (const OpenedCity* city = desk_.document.city())
        model_.setProgress(targetProgress(*city->snapshot));
    fit();
    updateGeometry();
}

QSize TargetsTable::sizeHint() const
{
    int rows = 0;
    for (int row = 0; row < model_.rowCount(); ++row)
        rows += rowHeight(row);
    return {200, horizontalHeader()->sizeHint().height() + rows};
}

std::unique_ptr<QMimeData> TargetsTable::copied() const
{
    QStringList lines;
    QString html = QStringLiteral("<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\">");
    const auto add = [&](const QStringList& cells, const QString& tag) {
        lines << cells.join(u'\t');
        html += QStringLiteral("<tr>");
        for (const QString& cell : cells)
            html += QStringLiteral("<%1>%2</%1>").arg(tag, cell.toHtmlEscaped());
        html += QStringLiteral("</tr>");
    };
    QStringList cells;
    for (int column = 0; column < TargetsModel::ColumnCount; ++column)
        cells << model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    add(cells, QStringLiteral("th"));
    for (int row = 0; row < model_.rowCount(); ++row) {
        cells.clear();
        for (int column = 0; column < TargetsModel::ColumnCount; ++column)
            cells << model_.data(model_.index(row, column), Qt::DisplayRole).toString().replace(u'\n', u' ');
        add(cells, QStringLiteral("td"));
    }
    const QString method = desk_.words("desktop.target_method");
    lines << method;
    auto copy = std::make_unique<QMimeData>();
    copy->setText(lines.join(u'\n') + u'\n');
    copy->setHtml(html + QStringLiteral("</table><p>%1</p>").arg(method.toHtmlEscaped()));
    copy->setImageData(const_cast<TargetsTable*>(this)->grab().toImage());
    return copy;
}

void TargetsTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fit();
}

void TargetsTable::fit()
{
    const double em = QFontInfo(font()).pixelSize() * theme::textPoints / theme::captionPoints;
    verticalHeader()->setDefaultSectionSize(static_cast<int>(std::lround(rowEm * em)));
    const int number = static_cast<int>(std::lround(numberEm * em));
    const int expected = static_cast<int>(std::lround(expectedEm * em));
    for (int column = TargetsModel::BaseColumn; column < TargetsModel::ExpectedColumn; ++column)
        setColumnWidth(column, number);
    setColumnWidth(TargetsModel::ExpectedColumn, expected);
    setColumnWidth(TargetsModel::NameColumn, std::max(number, viewport()->width() - 3 * number - expected));
}

void TargetsTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        choose(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

void TargetsTable::choose(const QModelIndex& index)
{
    if (index.isValid())
        desk_.state.setIndicator(index.data(TargetsModel::IdRole).toString().toStdString());
}

}  // namespace chiiki::desktop
