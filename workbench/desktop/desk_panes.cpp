#include "workbench/desktop/desk_panes.h"

#include <array>
#include <utility>

#include <QEvent>
#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QPointer>
#include <QSplitter>
#include <QSplitterHandle>
#include <QTabWidget>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int handleWidth = 4;
// Widths in em at the usual size of text: 200, 40, 384 and 304 px.
constexpr double themesEm = 200 / 14.0;
constexpr double railEm = 40 / 14.0;
constexpr double tableEm = 384 / 14.0;
constexpr double profileEm = 304 / 14.0;
constexpr double tableHeightEm = 592 / 14.0;  // of a table with 21 districts
constexpr double largestTableShare = 0.79;
constexpr double leastPictureEm = 320 / 14.0;
constexpr double pictureBesidePinsEm = 420 / 14.0;  // what pinned columns leave of it

}  // namespace

DeskPanes::DeskPanes(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , columns_(new QSplitter(Qt::Horizontal, this))
    , tableColumn_(new QSplitter(Qt::Vertical, columns_))
    , tabs_(new QTabWidget(this))
{
    setObjectName(QStringLiteral("deskPanes"));
    tabs_->setObjectName(QStringLiteral("deskTabs"));
    tabs_->setDocumentMode(true);
    for (QSplitter* splitter : {columns_, tableColumn_}) {
        splitter->setHandleWidth(handleWidth);
        splitter->setChildrenCollapsible(false);
        connect(splitter, &QSplitter::splitterMoved, this, [this] { isMovedByHand_ = true; });
    }
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(columns_, 1);
}

QWidget* DeskPanes::columns() const
{
    return columns_;
}

QWidget* DeskPanes::tableColumn() const
{
    return tableColumn_;
}

void DeskPanes::fill(const Panes& panes)
{
    panes_ = panes;
    static_cast<QHBoxLayout*>(layout())->insertWidget(0, panes_.rail);
    connect(&desk_.words, &Words::changed, this, &DeskPanes::retranslate);
    // The table has its new columns by then.
    connect(&desk_.document, &CityDocument::pinnedChanged, this, &DeskPanes::arrange, Qt::QueuedConnection);
    arrangeAs(Mode::Columns);
}

DeskPanes::Mode DeskPanes::modeFor(int widthPx, double emPx)
{
    const double width = widthPx / emPx;
    return width >= 100 ? Mode::Columns : width >= 85 ? Mode::Rail : width >= 64 ? Mode::Tabs : Mode::Stack;
}

void DeskPanes::bringUp(QWidget* pane)
{
    if (pane == panes_.themes && mode_ != Mode::Columns && mode_ != Mode::Stack && !panes_.themes->isVisible())
        toggleThemes();
    if (const int tab = tabs_->indexOf(pane); tab >= 0)
        tabs_->setCurrentIndex(tab);
}

void DeskPanes::toggleThemes()
{
    if (mode_ == Mode::Stack) {
        bringUp(panes_.themes);
        return;
    }
    panes_.themes->setVisible(!panes_.themes->isVisible());
    if (mode_ != Mode::Columns)
        placeThemesOver();
}

bool DeskPanes::closeOverlay()
{
    const bool isOver = mode_ != Mode::Columns && mode_ != Mode::Stack && panes_.themes->isVisible();
    if (isOver)
        toggleThemes();
    return isOver;
}

std::vector<QWidget*> DeskPanes::visiblePanes() const
{
    std::vector<QWidget*> seen;
    for (QWidget* pane : {panes_.themes, panes_.picture, panes_.table, panes_.findings, panes_.profile})
        if (pane->isVisible() || tabs_->indexOf(pane) >= 0)
            seen.push_back(pane);
    return seen;
}

void DeskPanes::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (panes_.picture)
        arrange();
}

void DeskPanes::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    // Not now: whoever changes the fonts of the whole program is walking through widgets that arranging throws away.
    if (event->type() == QEvent::FontChange && panes_.picture)
        QMetaObject::invokeMethod(this, &DeskPanes::arrange, Qt::QueuedConnection);
}

bool DeskPanes::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonDblClick && qobject_cast<QSplitterHandle*>(watched)) {
        shareWidth();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

/// Pinned columns widen the table as far as the picture can spare it.
int DeskPanes::tableWidth(int usual, int picture) const
{
    const int spare = picture - static_cast<int>(pictureBesidePinsEm * em());
    return usual + std::clamp(panes_.table->sizeHint().width() - usual, 0, std::max(0, spare));
}

double DeskPanes::em() const
{
    return QFontInfo(font()).pixelSize();
}

void DeskPanes::arrange()
{
    const Mode wanted = modeFor(width(), em());
    if (wanted != mode_) {
        arrangeAs(wanted);
        emit modeChanged();
    } else if (!isMovedByHand_)
        shareWidth();
    if (mode_ != Mode::Columns && mode_ != Mode::Stack)
        placeThemesOver();
}

void DeskPanes::arrangeAs(Mode mode)
{
    mode_ = mode;
    const theme::FontsKept fonts;
    const QPointer<QWidget> focus = isAncestorOf(window()->focusWidget()) ? window()->focusWidget() : nullptr;
    QWidget* const inFront = tabs_->currentWidget();
    // Out of sight, panes are laid out once at the end and not after every step.
    columns_->hide();
    while (tabs_->count() > 0)
        tabs_->removeTab(0);
    // Only what leaves the columns: every change of parent has Qt style all that is in it anew.
    const bool hasTableColumn = mode == Mode::Columns || mode == Mode::Rail;
    const std::pair<QWidget*, bool> movers[] = {
        {tabs_, !hasTableColumn}, {tableColumn_, hasTableColumn}, {panes_.themes, mode == Mode::Columns}};
    for (const auto& [widget, isInColumns] : movers)
        if (!isInColumns && widget->parentWidget() != this)
            widget->setParent(this);

    panes_.rail->setVisible(mode == Mode::Rail || mode == Mode::Tabs);
    if (hasTableColumn) {
        tabs_->hide();
        tableColumn_->addWidget(panes_.table);
        tableColumn_->addWidget(panes_.findings);
        if (mode == Mode::Columns)
            columns_->addWidget(panes_.themes);
        columns_->addWidget(panes_.picture);
        columns_->addWidget(tableColumn_);
        columns_->addWidget(panes_.profile);
        for (QWidget* pane : {panes_.picture, panes_.table, panes_.findings, panes_.profile})
            pane->show();
        tableColumn_->show();
    } else {
        tableColumn_->hide();
        if (mode == Mode::Tabs) {
            columns_->addWidget(panes_.picture);
            panes_.picture->show();
        } else
            tabs_->addTab(panes_.picture, {});
        tabs_->addTab(panes_.table, {});
        tabs_->addTab(panes_.profile, {});
        tabs_->addTab(panes_.findings, {});
        if (mode == Mode::Stack)
            tabs_->addTab(panes_.themes, {});
        columns_->addWidget(tabs_);
        tabs_->show();
        if (const int tab = tabs_->indexOf(inFront); tab >= 0)
            tabs_->setCurrentIndex(tab);
    }
    if (mode == Mode::Columns)
        panes_.themes->show();
    else if (mode != Mode::Stack)
        panes_.themes->hide();
    columns_->show();
    retranslate();
    shareWidth();
    if (focus && focus->isVisible())
        focus->setFocus();
    for (QSplitter* splitter : {columns_, tableColumn_})
        for (int i = 1; i < splitter->count(); ++i)
            splitter->handle(i)->installEventFilter(this);
}

void DeskPanes::shareWidth()
{
    isMovedByHand_ = false;
    const auto px = [this](double ems) { return static_cast<int>(ems * em()); };
    const int handles = handleWidth * (columns_->count() - 1);
    switch (mode_) {
    case Mode::Columns: {
        const int rest = width() - px(themesEm) - px(profileEm) - handles;
        const int table = tableWidth(px(tableEm), rest - px(tableEm));
        columns_->setSizes({px(themesEm), std::max(px(leastPictureEm), rest - table), table, px(profileEm)});
        break;
    }
    case Mode::Rail: {
        const int rest = width() - px(railEm) - px(profileEm) - handles;
        const int table = tableWidth(px(tableEm), rest - px(tableEm));
        columns_->setSizes({std::max(px(leastPictureEm), rest - table), table, px(profileEm)});
        break;
    }
    case Mode::Tabs: {
        const int rest = width() - px(railEm) - handles;
        const int table = tableWidth(px(tableEm), rest - px(tableEm));
        columns_->setSizes({rest - table, table});
        break;
    }
    case Mode::Stack:
        break;
    }
    // All rows of the table before the findings have more than a few lines.
    const int tableHeight = std::min(px(tableHeightEm), static_cast<int>(largestTableShare * height()));
    tableColumn_->setSizes({tableHeight, height() - tableHeight - handleWidth});
    for (int i = 0; i < columns_->count(); ++i)
        columns_->setStretchFactor(i, columns_->widget(i) == panes_.picture ? 1 : 0);
    tableColumn_->setStretchFactor(0, 0);
    tableColumn_->setStretchFactor(1, 1);
}

void DeskPanes::placeThemesOver()
{
    if (!panes_.themes->isVisible())
        return;
    const int left = panes_.rail->isVisible() ? panes_.rail->width() : 0;
    panes_.themes->setGeometry(left, 0, static_cast<int>(1.4 * themesEm * em()), height());
    panes_.themes->raise();
}

void DeskPanes::retranslate()
{
    const std::array titles = {
        std::pair(panes_.picture, "desktop.tab_picture"), std::pair(panes_.table, "desktop.tab_table"),
        std::pair(panes_.profile, "desktop.tab_profile"), std::pair(panes_.findings, "desktop.tab_findings"),
        std::pair(panes_.themes, "desktop.tab_themes")};
    for (const auto& [pane, code] : titles)
        if (const int tab = tabs_->indexOf(pane); tab >= 0)
            tabs_->setTabText(tab, desk_.words(code));
}

}  // namespace chiiki::desktop
