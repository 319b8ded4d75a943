#include "workbench/desktop/search_box.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>

#include "core/plugin/view_title.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/themes.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki::desktop {
namespace {

constexpr int detailRole = Qt::UserRole;
constexpr int mostRows = 14;

/// The title left, what kind of thing it is right, in second text.
class HitDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        const QString detail = index.data(detailRole).toString();
        const int gap = option.fontMetrics.height() / 2;
        const int detailWidth = std::min(option.rect.width() / 2, option.fontMetrics.horizontalAdvance(detail) + gap);
        const QString title = item.text;
        item.text.clear();
        QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
        const bool isChosen = option.state.testFlag(QStyle::State_Selected);
        const QRect inner = option.rect.adjusted(gap, 0, -gap, 0);
        painter->save();
        painter->setPen(option.palette.color(isChosen ? QPalette::HighlightedText : QPalette::Text));
        const int titleWidth = inner.width() - detailWidth - gap;
        painter->drawText(QRect(inner.topLeft(), QSize(titleWidth, inner.height())), Qt::AlignVCenter | Qt::AlignLeft,
                          option.fontMetrics.elidedText(title, Qt::ElideRight, titleWidth));
        painter->setPen(option.palette.color(isChosen ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight,
                          option.fontMetrics.elidedText(detail, Qt::ElideRight, detailWidth));
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {option.fontMetrics.height() * 10, option.fontMetrics.height() * 3 / 2};
    }
};

QString kindTitle(SearchHit::Kind kind, const Words& words)
{
    switch (kind) {
    case SearchHit::Kind::Command:
        return words("desktop.search_command");
    case SearchHit::Kind::District:
        return words("desktop.search_district");
    case SearchHit::Kind::Indicator:
        return words("desktop.search_indicator");
    case SearchHit::Kind::DistrictIndicator:
        return words("desktop.search_value");
    case SearchHit::Kind::View:
        return words("desktop.search_view");
    case SearchHit::Kind::Facility:
        return words("desktop.search_facility");
    case SearchHit::Kind::Finding:
        break;
    }
    return words("desktop.search_finding");
}

}  // namespace

SearchBox::SearchBox(const Desk& desk, QWidget* parent)
    : QLineEdit(parent)
    , desk_(desk)
    , list_(new QListWidget(this))
{
    setObjectName(QStringLiteral("searchBox"));
    setClearButtonEnabled(true);
    list_->setObjectName(QStringLiteral("searchHits"));
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setItemDelegate(new HitDelegate(list_));
    list_->hide();
    connect(this, &QLineEdit::textEdited, this, &SearchBox::search);
    connect(list_, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { choose(list_->row(item)); });
    const auto forget = [this] { isIndexed_ = false; };
    connect(&desk_.document, &CityDocument::cityChanged, this, forget);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, forget);
    connect(&desk_.document.overlays(), &OverlayBoard::changed, this, forget);
    connect(&desk_.words, &Words::changed, this, forget);
    connect(&desk_.words, &Words::changed, this, &SearchBox::retranslate);
    retranslate();
}

void SearchBox::setCommands(QList<QAction*> commands)
{
    commands_ = std::move(commands);
    isIndexed_ = false;
}

void SearchBox::begin()
{
    if (!hasFocus())
        cameFrom_ = QApplication::focusWidget();
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void SearchBox::makeIndex()
{
    if (isIndexed_ || !desk_.document.city())
        return;
    const OpenedCity& city = *desk_.document.city();
    findings_ = desk_.document.overlays().findings();
    offered_.clear();
    SearchIndex::Content content{city.snapshot, city.offered, findings_, {}};
    for (QAction* command : commands_) {
        if (!command->isEnabled())
            continue;
        offered_.append(command);
        QString title = command->text();
        title.remove(QStringLiteral("(&") + title.section(QStringLiteral("(&"), 1).left(1) + u')');
        content.commands.push_back(title.remove(u'&'));
    }
    views_.clear();
    session_ = city.session;
    for (const Plugin& plugin : city.session->plugins())
        for (const ViewSpec& view : plugin.manifest.views) {
            views_.emplace_back(&plugin, &view);
            content.views.push_back({viewTitle(plugin.manifest, view, parametersOf(*city.snapshot, plugin.manifest)),
                                     plugin.manifest.title});
        }
    index_ = SearchIndex(content, desk_.words.language());
    isIndexed_ = true;
}

void SearchBox::search()
{
    makeIndex();
    hits_ = index_.find(text());
    list_->clear();
    for (const SearchHit& hit : hits_) {
        auto* item = new QListWidgetItem(hit.title, list_);
        const QString kind = kindTitle(hit.kind, desk_.words);
        const QString detail = hit.detail.isEmpty() ? kind : kind + QStringLiteral("  ") + hit.detail;
        item->setData(detailRole, detail);
        item->setData(Qt::AccessibleTextRole, hit.title + u' ' + detail);
        item->setToolTip(hit.title);
    }
    const bool isAsked = !text().trimmed().isEmpty();
    if (hits_.empty() && isAsked) {
        auto* none = new QListWidgetItem(desk_.words("desktop.search_none"), list_);
        none->setFlags(Qt::NoItemFlags);
    }
    list_->setCurrentRow(hits_.empty() ? -1 : 0);
    list_->setVisible(isAsked);
    if (isAsked)
        placeList();
}

void SearchBox::placeList()
{
    // A child of the window, so that it lies over the panes and is no window of its own.
    if (list_->parentWidget() != window()) {
        list_->setParent(window());
        list_->show();
    }
    const int rowHeight = list_->sizeHintForRow(0);
    const int rows = std::min(list_->count(), mostRows);
    const int wanted = std::max(width(), fontMetrics().height() * 34);
    const int listWidth = std::min(wanted, window()->width() - 16);
    QPoint place = mapTo(window(), QPoint(width() - listWidth, height() + 2));
    place.setX(std::max(8, place.x()));
    list_->setGeometry(QRect(place, QSize(listWidth, rows * rowHeight + 2 * list_->frameWidth())));
    list_->raise();
}

void SearchBox::choose(int row)
{
    if (row < 0 || row >= static_cast<int>(hits_.size()))
        return;
    const SearchHit hit = hits_[static_cast<std::size_t>(row)];
    list_->hide();
    clear();
    leave();
    const OpenedCity* city = desk_.document.city();
    if (!city)
        return;
    switch (hit.kind) {
    case SearchHit::Kind::Command:
        offered_[static_cast<qsizetype>(hit.index)]->trigger();
        return;
    case SearchHit::Kind::View:
        showViewOf(desk_.state, *views_[hit.index].first, *views_[hit.index].second);
        return;
    // Copies: going there may fill what they come from anew.
    case SearchHit::Kind::Facility:
        emit facilityChosen(Facility(city->snapshot->facilities[hit.index]));
        return;
    case SearchHit::Kind::Finding:
        emit findingChosen(ShownFinding(findings_[hit.index]));
        return;
    case SearchHit::Kind::District:
    case SearchHit::Kind::Indicator:
    case SearchHit::Kind::DistrictIndicator:
        break;
    }
    if (!hit.indicator.empty()) {
        const Picture::Kind shown = desk_.state.picture().kind;
        if (shown == Picture::Kind::View || shown == Picture::Kind::Rows)
            desk_.state.setPicture({});  // a plugin's view would not show what was asked for
        desk_.state.setIndicator(hit.indicator);
    }
    if (!hit.district.empty()) {
        desk_.state.selection().replace(hit.district);
        emit districtChosen(hit.district);
    }
}

void SearchBox::leave()
{
    if (cameFrom_ && cameFrom_->isVisible())
        cameFrom_->setFocus(Qt::OtherFocusReason);
    else
        clearFocus();
    cameFrom_ = nullptr;
}

void SearchBox::keyPressEvent(QKeyEvent* event)
{
    const int rows = static_cast<int>(hits_.size());
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (rows > 0)
            list_->setCurrentRow((list_->currentRow() + (event->key() == Qt::Key_Down ? 1 : rows - 1)) % rows);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(list_->currentRow());
        return;
    case Qt::Key_Escape:
        list_->hide();
        clear();
        hits_.clear();
        leave();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

bool SearchBox::event(QEvent* event)
{
    // Esc ends the search, and not what the menu's Esc would.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void SearchBox::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    list_->hide();
}

void SearchBox::retranslate()
{
    setPlaceholderText(desk_.words("desktop.search_hint"));
    setAccessibleName(desk_.words("desktop.name_search"));
    list_->setAccessibleName(desk_.words("desktop.name_search_hits"));
}

}  // namespace chiiki::desktop
