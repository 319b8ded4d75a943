#include "workbench/desktop/theme_tree.h"

#include <map>
#include <set>

#include <QHeaderView>
#include <QKeyEvent>

#include "core/plugin/view_title.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/state_sign.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/theme_row_delegate.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki::desktop {
namespace {

constexpr int kindRole = Qt::UserRole;
constexpr int idRole = Qt::UserRole + 1;
constexpr int pluginRole = Qt::UserRole + 2;

std::string textAt(const QTreeWidgetItem& item, int role)
{
    return item.data(0, role).toString().toStdString();
}

QTreeWidgetItem* addItem(QTreeWidgetItem* parent, ThemeTree::Kind kind, const std::string& id,
                         const std::string& plugin, const QString& title)
{
    auto* item = new QTreeWidgetItem(parent, {title});
    item->setData(0, kindRole, static_cast<int>(kind));
    item->setData(0, idRole, QString::fromStdString(id));
    item->setData(0, pluginRole, QString::fromStdString(plugin));
    item->setToolTip(0, title);
    return item;
}

/// What tells an item from all others.
std::string keyOf(const QTreeWidgetItem& item)
{
    return std::to_string(item.data(0, kindRole).toInt()) + textAt(item, pluginRole) + "/" + textAt(item, idRole);
}

void visit(QTreeWidgetItem& item, const std::function<void(QTreeWidgetItem&)>& look)
{
    look(item);
    for (int i = 0; i < item.childCount(); ++i)
        visit(*item.child(i), look);
}

}  // namespace

ThemeTree::ThemeTree(const Desk& desk, QWidget* parent)
    : QTreeWidget(parent)
    , desk_(desk)
{
    setObjectName(QStringLiteral("overlayList"));
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(true);
    setSelectionMode(QAbstractItemView::NoSelection);  // what is chosen has its dot
    theme::keep(*this, [this] { setIndentation(theme::px(16)); });
    setExpandsOnDoubleClick(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    header()->setSectionResizeMode(QHeaderView::Stretch);
    setItemDelegate(new ThemeRowDelegate(this));
    connect(this, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item) { choose(item); });
    connect(&desk_.document, &CityDocument::cityChanged, this, &ThemeTree::fill);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &ThemeTree::fill);
    connect(&desk_.document.overlays(), &OverlayBoard::started, this, &ThemeTree::showStates);
    connect(&desk_.document.overlays(), &OverlayBoard::changed, this, &ThemeTree::showStates);
    connect(&desk_.state, &ViewState::indicatorChanged, this, &ThemeTree::showChoice);
    connect(&desk_.state, &ViewState::pictureChanged, this, &ThemeTree::showChoice);
    connect(&desk_.words, &Words::changed, this, &ThemeTree::fill);
    connect(&theme::looks(), &theme::Looks::changed, this, [this] { scheduleDelayedItemsLayout(); });
    fill();
}

ThemeTree::Kind ThemeTree::kindOf(const QModelIndex& index)
{
    return static_cast<Kind>(index.data(kindRole).toInt());
}

void ThemeTree::resizeEvent(QResizeEvent* event)
{
    QTreeWidget::resizeEvent(event);
    scheduleDelayedItemsLayout();  // titles break into lines by the width
}

void ThemeTree::keyPressEvent(QKeyEvent* event)
{
    const bool isChoice =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (isChoice && currentItem()) {
        choose(currentItem());
        return;
    }
    QTreeWidget::keyPressEvent(event);
}

void ThemeTree::reveal(const std::string& themeId)
{
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = topLevelItem(i);
        if (textAt(*item, idRole) != themeId)
            continue;
        item->setExpanded(true);
        setCurrentItem(item);
        scrollToItem(item, QAbstractItemView::PositionAtTop);
    }
}

void ThemeTree::fill()
{
    setAccessibleName(desk_.words("desktop.themes_name"));
    std::set<std::string> open;
    std::string current;
    for (int i = 0; i < topLevelItemCount(); ++i)
        visit(*topLevelItem(i), [&](QTreeWidgetItem& item) {
            if (item.isExpanded())
                open.insert(keyOf(item));
        });
    if (currentItem())
        current = keyOf(*currentItem());
    const bool isFirst = topLevelItemCount() == 0;
    clear();
    themes_.clear();
    if (!desk_.document.city())
        return;
    themes_ = themesOf(*desk_.document.city(), desk_.words);
    for (const Theme& theme : themes_)
        fillTheme(theme);
    const std::string lookedAt = themeLookedAt(desk_.state, themes_);
    for (int i = 0; i < topLevelItemCount(); ++i)
        visit(*topLevelItem(i), [&](QTreeWidgetItem& item) {
            const bool isLookedAt = isFirst && textAt(item, idRole) == lookedAt;
            item.setExpanded(isLookedAt || open.contains(keyOf(item)));
            if (keyOf(item) == current)
                setCurrentItem(&item);
        });
    showStates();
    showChoice();
}

void ThemeTree::fillTheme(const Theme& theme)
{
    const std::string plugin = theme.plugin ? theme.id : std::string();
    QTreeWidgetItem* top = addItem(invisibleRootItem(), Kind::Theme, theme.id, plugin, theme.title);
    for (const Indicator& indicator : theme.indicators)
        addItem(top, Kind::Indicator, indicator.id, plugin, desk_.words.in(indicator.title));
    if (!theme.plugin)
        return;
    const Manifest& manifest = theme.plugin->manifest;
    const auto heading = [&](Kind kind, std::string_view code, std::size_t count) {
        return addItem(top, kind, {}, plugin, desk_.words(code, {QString::number(count)}));
    };
    if (!manifest.views.empty()) {
        QTreeWidgetItem* views = heading(Kind::Views, "desktop.themes_views", manifest.views.size());
        const ParameterValues parameters = parametersOf(*desk_.document.city()->snapshot, manifest);
        for (const ViewSpec& view : manifest.views)
            addItem(views, Kind::View, view.id, plugin, desk_.words.in(viewTitle(manifest, view, parameters)));
    }
    if (!manifest.tables.empty()) {
        QTreeWidgetItem* tables = heading(Kind::Tables, "desktop.themes_tables", manifest.tables.size());
        for (const TableSpec& table : manifest.tables)
            addItem(tables, Kind::Table, table.id, plugin,
                    table.title.ja.empty() ? QString::fromStdString(table.id) : desk_.words.in(table.title));
    }
}

void ThemeTree::choose(QTreeWidgetItem* item)
{
    const Kind kind = kindOf(indexFromItem(item));
    const std::string id = textAt(*item, idRole);
    switch (kind) {
    case Kind::Theme:
    case Kind::Views:
    case Kind::Tables:
        item->setExpanded(!item->isExpanded());
        return;
    case Kind::Indicator:
        showIndicatorOf(desk_.state, id);
        return;
    case Kind::View:
    case Kind::Table:
        break;
    }
    const std::string pluginId = textAt(*item, pluginRole);
    if (kind == Kind::Table) {
        desk_.state.setPicture({Picture::Kind::Rows, pluginId, id});
        return;
    }
    for (const Theme& theme : themes_)
        if (theme.id == pluginId)
            if (const ViewSpec* view = findView(theme.plugin->manifest, id))
                showViewOf(desk_.state, *theme.plugin, *view);
}

void ThemeTree::showState(QTreeWidgetItem& item)
{
    const OverlayEntry* entry = desk_.document.overlays().find(textAt(item, pluginRole));
    if (!entry)
        return;
    const StateLook look = lookOf(*entry, desk_.words);
    int acts = 0;
    int watches = 0;
    if (entry->run && entry->run->overlay)
        for (const Finding& finding : entry->run->overlay->findings) {
            acts += finding.severity == Severity::Act;
            watches += finding.severity == Severity::Watch;
        }
    QStringList counts;
    if (acts > 0)
        counts << QStringLiteral("■") + QString::number(acts);
    if (watches > 0)
        counts << QStringLiteral("▲") + QString::number(watches);
    item.setData(0, stateRole, static_cast<int>(look.state));
    item.setData(0, countsRole, counts.join(u' '));
    item.setData(0, stateWordRole, look.state == PluginState::Valid ? QString() : look.shortWord);
    QString tip = item.text(0) + u'\n' + look.word;
    if (acts + watches > 0)
        tip += u'\n' + desk_.words("desktop.themes_findings", {QString::number(acts), QString::number(watches)});
    if (entry->run && entry->run->reason && !entry->isRunning)
        tip += u'\n' + QString::fromStdString(describe(*entry->run->reason, desk_.words.language()));
    item.setToolTip(0, tip);
    item.setData(0, Qt::AccessibleTextRole, QString(tip).replace(u'\n', desk_.words("desktop.list_separator")));
}

void ThemeTree::showStates()
{
    for (int i = 0; i < topLevelItemCount(); ++i)
        showState(*topLevelItem(i));
    scheduleDelayedItemsLayout();
}

void ThemeTree::showChoice()
{
    const Picture& picture = desk_.state.picture();
    const bool isPlugins = picture.kind == Picture::Kind::View || picture.kind == Picture::Kind::Rows;
    for (int i = 0; i < topLevelItemCount(); ++i)
        visit(*topLevelItem(i), [&](QTreeWidgetItem& item) {
            const Kind kind = kindOf(indexFromItem(&item));
            bool isShown = false;
            if (kind == Kind::Indicator)
                isShown = !isPlugins && textAt(item, idRole) == desk_.state.indicator();
            else if (kind == Kind::View || kind == Kind::Table)
                isShown = picture.kind == (kind == Kind::View ? Picture::Kind::View : Picture::Kind::Rows) &&
                          picture.plugin == textAt(item, pluginRole) && picture.view == textAt(item, idRole);
            item.setData(0, isShownRole, isShown);
        });
}

}  // namespace chiiki::desktop
