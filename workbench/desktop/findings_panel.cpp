#include "workbench/desktop/findings_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolButton>
#include <QVBoxLayout>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/finding_mending.h"
#include "workbench/desktop/findings_delegate.h"
#include "workbench/desktop/severity_sign.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr std::array severityOrder = {Severity::Act, Severity::Watch, Severity::Note};
constexpr int gatheringMs = 60;

/// Ends with 「…」 what it has no room for.
class ThemeBox : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        const QRect room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
        option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight, room.width() - 4);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }
};

QIcon iconOf(Severity severity, int side, double ratio)
{
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawSeverity(painter, QRect(0, 0, side, side), severity);
    return pixmap;
}

}  // namespace

FindingsPanel::FindingsPanel(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , model_(desk.words)
    , delegate_(new FindingsDelegate(desk.words, this))
    , title_(new QLabel(this))
    , theme_(new ThemeBox(this))
    , ofSelection_(new QCheckBox(this))
    , list_(new QListView(this))
    , empty_(new QLabel(this))
    , all_(new QPushButton(this))
{
    setObjectName(QStringLiteral("findingsPanel"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    title_->setFont(theme::font(theme::sectionPoints, true));
    list_->setObjectName(QStringLiteral("findingsList"));
    list_->setModel(&model_);
    list_->setItemDelegate(delegate_);
    list_->setFont(theme::font(theme::tablePoints));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setSelectionMode(QAbstractItemView::NoSelection);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setResizeMode(QListView::Adjust);
    list_->installEventFilter(this);
    list_->viewport()->installEventFilter(this);
    setFocusProxy(list_);
    theme_->setObjectName(QStringLiteral("findingsTheme"));
    theme_->setFont(theme::font(theme::captionPoints));
    ofSelection_->setFont(theme::font(theme::captionPoints));
    theme_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    theme_->setMinimumContentsLength(2);
    theme_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);  // the table above decides the width
    ofSelection_->setObjectName(QStringLiteral("findingsOfSelection"));
    empty_->setObjectName(QStringLiteral("findingsEmpty"));
    empty_->setWordWrap(true);
    all_->setObjectName(QStringLiteral("findingsAll"));

    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 4, 4, 2);
    head->setSpacing(4);
    head->addWidget(title_);
    for (std::size_t i = 0; i < severities_.size(); ++i) {
        auto* button = new QToolButton(this);
        button->setObjectName(QStringLiteral("findingsSeverity%1").arg(i));
        button->setCheckable(true);
        button->setChecked(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setFont(theme::font(theme::captionPoints));
        button->setProperty("isFilter", true);
        connect(button, &QToolButton::toggled, this, &FindingsPanel::takeFilter);
        severities_[i] = button;
        head->addWidget(button);
    }
    head->addWidget(theme_, 1);
    head->addWidget(ofSelection_);
    auto* nothing = new QHBoxLayout;
    nothing->setContentsMargins(12, 4, 12, 4);
    nothing->addWidget(empty_, 1);
    nothing->addWidget(all_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(nothing);
    column->addWidget(list_, 1);

    coming_.setSingleShot(true);
    coming_.setInterval(gatheringMs);
    connect(&coming_, &QTimer::timeout, this, &FindingsPanel::takeFindings);
    const auto gather = [this] {
        if (!coming_.isActive())
            coming_.start();
    };
    connect(&desk_.document.overlays(), &OverlayBoard::changed, this, gather);
    connect(&desk_.document, &CityDocument::cityChanged, this, gather);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, gather);
    connect(&desk_.document.overlays(), &OverlayBoard::finished, this, &FindingsPanel::askForAnswers);
    connect(&desk_.state.selection(), &SelectionModel::changed, this, &FindingsPanel::takeFilter);
    connect(theme_, &QComboBox::activated, this, &FindingsPanel::takeFilter);
    connect(ofSelection_, &QCheckBox::toggled, this, &FindingsPanel::takeFilter);
    connect(all_, &QPushButton::clicked, this, [this] {
        for (QToolButton* button : severities_)
            button->setChecked(true);
        theme_->setCurrentIndex(0);
        ofSelection_->setChecked(false);
        takeFilter();
    });
    connect(list_, &QListView::clicked, this, [this](const QModelIndex& index) {
        if (!delegate_->mendBox(list_->font(), list_->visualRect(index), index).contains(pressedAt_)) {
            choose(index);
            return;
        }
        open(index);
        mend();
    });
    model_.setMendable([this](const ShownFinding& shown) {
        const CityDocument& document = desk_.document;
        return document.city() && document.writer().canWrite() &&
               mendingOf(shown, *document.city()->snapshot, document.overlays());
    });
    connect(&desk_.words, &Words::changed, this, [this] {
        showThemes();
        showTexts();
        list_->doItemsLayout();
    });
    takeFindings();
    theme::keep(*this, [this] {
        showTexts();
        list_->doItemsLayout();
    });
}

void FindingsPanel::takeFindings()
{
    const QModelIndex at = list_->currentIndex();
    const ShownFinding* current = model_.findingAt(at);
    const std::string id = current ? current->finding.id : std::string();
    const int scrolled = list_->verticalScrollBar()->value();
    model_.setFindings(desk_.document.overlays(),
                       desk_.document.city() ? desk_.document.city()->snapshot : SnapshotPtr());
    showThemes();
    if (!wanted_.isEmpty() && theme_->currentData().toString() == wanted_)
        takeFilter();
    // What was open stays open when an overlay is computed anew.
    for (int row = 0; !id.empty() && row < model_.rowCount(); ++row)
        if (const ShownFinding* shown = model_.findingAt(model_.index(row)); shown && shown->finding.id == id) {
            delegate_->setOpened(model_.index(row));
            list_->setCurrentIndex(model_.index(row));
            list_->verticalScrollBar()->setValue(scrolled);
            break;
        }
    showTexts();
}

void FindingsPanel::askForAnswers()
{
    const OpenedCity* city = desk_.document.city();
    if (!city)
        return;
    answering_.start([session = city->session] { return findingAnswers(*session); },
                     [this](FindingAnswers answers) {
                         model_.setAnswers(std::move(answers));
                         list_->doItemsLayout();
                     });
}

void FindingsPanel::takeFilter()
{
    FindingsFilter filter;
    filter.severities.clear();
    for (std::size_t i = 0; i < severities_.size(); ++i)
        if (severities_[i]->isChecked())
            filter.severities.insert(severityOrder[i]);
    if (theme_->currentIndex() > 0)
        filter.plugin = theme_->currentData().toString().toStdString();
    wanted_.clear();
    theme_->setToolTip(theme_->currentText());
    filter.isOfSelection = ofSelection_->isChecked();
    if (filter.isOfSelection)
        filter.selected = desk_.state.selection().districts();
    model_.setFilter(filter);
    showTexts();
}

void FindingsPanel::showOf(const std::string& plugin)
{
    wanted_ = QString::fromStdString(plugin);
    showThemes();
    if (theme_->currentData().toString() == wanted_)
        takeFilter();
}

void FindingsPanel::choose(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    list_->setCurrentIndex(index);
    const ShownFinding* found = model_.findingAt(index);
    if (!found) {
        model_.toggle(index);
        return;
    }
    const ShownFinding shown = *found;
    open(index);
    goTo(shown);
    emit chosen(shown);
}

void FindingsPanel::open(const QModelIndex& index)
{
    list_->setCurrentIndex(index);
    delegate_->setOpened(index);
    list_->doItemsLayout();
    list_->scrollTo(index);
}

bool FindingsPanel::canMend() const
{
    return list_->hasFocus() && list_->currentIndex().data(FindingsModel::MendRole).toBool();
}

void FindingsPanel::mend()
{
    if (const ShownFinding* found = model_.findingAt(list_->currentIndex())) {
        const ShownFinding shown = *found;
        emit mendAsked(shown);
    }
}

void FindingsPanel::goTo(const ShownFinding& shown)
{
    if (const std::string& district = shown.finding.districtCode; !district.empty())
        desk_.state.selection().replace(district);
    if (const std::string indicator = indicatorOf(shown, desk_.document.overlays()); !indicator.empty())
        desk_.state.setIndicatorAndYear(indicator, shown.finding.year ? shown.finding.year : desk_.state.year());
}

void FindingsPanel::step(int findings)
{
    int row = list_->currentIndex().isValid() ? list_->currentIndex().row() + findings : findings > 0 ? 0 : -1;
    if (row < 0)
        row = model_.rowCount() - 1;
    for (int tried = 0; tried < 2 * model_.rowCount() + 2 && model_.rowCount() > 0; ++tried) {
        row = (row + model_.rowCount()) % model_.rowCount();
        const QModelIndex index = model_.index(row);
        if (model_.findingAt(index)) {
            choose(index);
            return;
        }
        const bool wasOpen = index.data(FindingsModel::OpenRole).toBool();
        if (!wasOpen)
            model_.toggle(index);
        // Backwards a group is entered at its end.
        row += findings > 0 ? 1 : wasOpen ? -1 : index.data(FindingsModel::CountRole).toInt();
    }
}

bool FindingsPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == list_->viewport() && event->type() == QEvent::MouseButtonPress)
        pressedAt_ = static_cast<QMouseEvent*>(event)->pos();
    if (watched == list_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const QModelIndex at = list_->currentIndex();
        const bool isGroup = at.data(FindingsModel::CountRole).toInt() > 0;
        const bool isOpen = at.data(FindingsModel::OpenRole).toBool();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) {
            choose(at.isValid() ? at : model_.index(0));
            return true;
        }
        if (isGroup && ((key == Qt::Key_Right && !isOpen) || (key == Qt::Key_Left && isOpen))) {
            model_.toggle(at);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FindingsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    list_->doItemsLayout();
}

void FindingsPanel::showThemes()
{
    const QString before = !wanted_.isEmpty()           ? wanted_
                           : theme_->currentIndex() > 0 ? theme_->currentData().toString()
                                                        : QString();
    const bool hadTheme = !wanted_.isEmpty() || theme_->currentIndex() > 0;
    theme_->clear();
    theme_->addItem(desk_.words("desktop.finding_all_themes"));
    for (const std::string& id : model_.plugins()) {
        const OverlayEntry* entry = desk_.document.overlays().find(id);
        theme_->addItem(entry ? desk_.words.in(entry->plugin->manifest.title) : desk_.words("desktop.finding_of_data"),
                        QString::fromStdString(id));
        if (hadTheme && QString::fromStdString(id) == before)
            theme_->setCurrentIndex(theme_->count() - 1);
    }
    // The box may be narrower than what can be chosen in it.
    theme_->view()->setMinimumWidth(theme_->view()->sizeHintForColumn(0) + theme::px(24));
    theme_->setToolTip(theme_->currentText());
}

void FindingsPanel::showTexts()
{
    title_->setText(desk_.words("desktop.finding_title"));
    list_->setAccessibleName(desk_.words("desktop.finding_title"));
    theme_->setAccessibleName(desk_.words("desktop.finding_theme"));
    ofSelection_->setText(desk_.words("desktop.finding_of_selection"));
    ofSelection_->setToolTip(desk_.words("desktop.finding_of_selection_tip"));
    all_->setText(desk_.words("desktop.finding_all"));
    const int side = QFontInfo(severities_.front()->font()).pixelSize();
    for (std::size_t i = 0; i < severities_.size(); ++i) {
        const QString word = severityWord(severityOrder[i], desk_.words);
        const int count = model_.count(severityOrder[i]);
        severities_[i]->setIcon(iconOf(severityOrder[i], side, devicePixelRatioF()));
        severities_[i]->setText(QString::number(count));
        severities_[i]->setToolTip(word);
        severities_[i]->setAccessibleName(desk_.words("desktop.finding_count", {word, QString::number(count)}));
        // Sign and number in one are taller than the layout takes them for, and need less room beside them.
        severities_[i]->setMinimumHeight(severities_[i]->sizeHint().height());
        severities_[i]->setFixedWidth(side * 2 + 4 +
                                      severities_[i]->fontMetrics().horizontalAdvance(severities_[i]->text()));
    }
    showEmptiness();
}

void FindingsPanel::showEmptiness()
{
    const bool isEmpty = model_.rowCount() == 0;
    const bool isComing = model_.totalCount() == 0 && desk_.document.overlays().runningCount() > 0;
    empty_->setText(isComing ? desk_.words("desktop.finding_coming") : desk_.words("desktop.finding_none"));
    empty_->setVisible(isEmpty);
    all_->setVisible(isEmpty && model_.totalCount() > 0);
    list_->setVisible(!isEmpty);
}

}  // namespace chiiki::desktop
