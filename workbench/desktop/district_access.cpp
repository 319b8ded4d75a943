#include "workbench/desktop/district_access.h"

#include <algorithm>
#include <map>
#include <memory>

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>
#include <QWidget>

#include "maps/style/number_format.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

struct Told {
    const Desk desk;
    DistrictPicture& picture;
};

std::map<const QObject*, Told>& pictures()
{
    static std::map<const QObject*, Told> all;
    return all;
}

const Told* findPicture(const QObject* widget)
{
    const auto found = pictures().find(widget);
    return found == pictures().end() ? nullptr : &found->second;
}

int indexOf(const DistrictPicture& picture, const std::string& code)
{
    const std::vector<std::string> codes = picture.codes();
    const auto found = std::find(codes.begin(), codes.end(), code);
    return found == codes.end() ? -1 : static_cast<int>(found - codes.begin());
}

class DistrictItem : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    DistrictItem(QWidget& list, std::string code)
        : list_(&list)
        , code_(std::move(code))
    {
    }

    const std::string& code() const { return code_; }

    bool isValid() const override { return told() && indexOf(told()->picture, code_) >= 0; }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return list_ ? list_->window()->windowHandle() : nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(list_); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString&) override {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && told() ? spokenDistrict(told()->desk, code_) : QString();
    }

    QRect rect() const override
    {
        if (!told())
            return {};
        const QRect place = told()->picture.placeOf(code_).toAlignedRect();
        return {list_->mapToGlobal(place.topLeft()), place.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!told())
            return state;
        const SelectionModel& selection = told()->desk.state.selection();
        state.selectable = state.multiSelectable = state.focusable = true;
        state.selected = selection.contains(code_);
        state.focused = list_->hasFocus() && selection.focused() == code_;
        state.offscreen = told()->picture.placeOf(code_).isEmpty();
        state.invisible = !list_->isVisible();
        return state;
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), toggleAction()}; }
    QStringList keyBindingsForAction(const QString& action) const override
    {
        return {action == pressAction() ? QStringLiteral("Return") : QStringLiteral("Space")};
    }
    void doAction(const QString& action) override
    {
        if (!told())
            return;
        SelectionModel& selection = told()->desk.state.selection();
        if (action == toggleAction())
            selection.toggle(code_);
        else if (action == pressAction())
            selection.replace(code_);
    }

private:
    const Told* told() const { return list_ ? findPicture(list_) : nullptr; }

    QPointer<QWidget> list_;
    std::string code_;
};

class DistrictList : public QAccessibleWidget {
public:
    explicit DistrictList(QWidget& widget)
        : QAccessibleWidget(&widget, QAccessible::List)
    {
    }
    ~DistrictList() override
    {
        for (const auto& [code, id] : items_)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return told() ? static_cast<int>(told()->picture.codes().size()) : 0; }

    QAccessibleInterface* child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const std::string code = told()->picture.codes()[static_cast<std::size_t>(index)];
        if (const auto known = items_.find(code); known != items_.end())
            return QAccessible::accessibleInterface(known->second);
        auto* item = new DistrictItem(*widget(), code);  // the register owns it
        items_[code] = QAccessible::registerAccessibleInterface(item);
        return item;
    }

    QAccessibleInterface* childAt(int x, int y) const override
    {
        if (!told())
            return nullptr;
        return child(indexOf(told()->picture, told()->picture.districtAt(widget()->mapFromGlobal(QPoint(x, y)))));
    }

    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto* item = dynamic_cast<const DistrictItem*>(child);
        return item && told() ? indexOf(told()->picture, item->code()) : -1;
    }

    QAccessibleInterface* focusChild() const override
    {
        if (!told() || !widget()->hasFocus())
            return nullptr;
        QAccessibleInterface* focused = child(indexOf(told()->picture, told()->desk.state.selection().focused()));
        return focused ? focused : const_cast<DistrictList*>(this);
    }

private:
    const Told* told() const { return findPicture(widget()); }

    mutable std::map<std::string, QAccessible::Id> items_;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    return findPicture(object) ? new DistrictList(*qobject_cast<QWidget*>(object)) : nullptr;
}

}  // namespace

DistrictAccess::DistrictAccess(const Desk& desk, DistrictPicture& picture)
    : widget_(&picture.widget())
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    static_cast<void>(isInstalled);
    pictures().emplace(widget_, Told{desk, picture});
    SelectionModel& selection = desk.state.selection();
    connect(&selection, &SelectionModel::changed, this,
            [this, &picture, &selection, before = selection.districts()]() mutable {
                const auto isIn = [](const std::vector<std::string>& codes, const std::string& code) {
                    return std::find(codes.begin(), codes.end(), code) != codes.end();
                };
                const std::vector<std::string> now = selection.districts();
                for (const std::string& code : before)
                    if (!isIn(now, code))
                        raise(picture, code, QAccessible::SelectionRemove);
                for (const std::string& code : now)
                    if (!isIn(before, code))
                        raise(picture, code, now.size() == 1 ? QAccessible::Selection : QAccessible::SelectionAdd);
                before = now;
            });
    connect(&selection, &SelectionModel::focusChanged, this, [this, &picture](const std::string& code) {
        if (picture.widget().hasFocus())
            raise(picture, code, QAccessible::Focus);
    });
}

void DistrictAccess::raise(DistrictPicture& picture, const std::string& code, int type)
{
    const int index = indexOf(picture, code);
    if (index < 0)
        return;
    QAccessibleEvent event(&picture.widget(), static_cast<QAccessible::Event>(type));
    event.setChild(index);
    QAccessible::updateAccessibility(&event);
    emit raised(code, type);
}

DistrictAccess::~DistrictAccess()
{
    pictures().erase(widget_);
}

QString spokenDistrict(const Desk& desk, const std::string& code)
{
    const OpenedCity* city = desk.document.city();
    const District* district = city ? findDistrict(*city->snapshot, code) : nullptr;
    if (!district)
        return {};
    const Words& words = desk.words;
    QStringList parts = {QString::fromStdString(district->name)};
    if (words.language() == Language::English && !district->romaji.empty())
        parts.front() += QStringLiteral(" (%1)").arg(QString::fromStdString(district->romaji));
    const std::optional<ShownIndicator>& shown = desk.document.shown();
    if (const DistrictReading* reading = shown ? shown->choropleth.find(code) : nullptr) {
        const Indicator& indicator = shown->result.indicator;
        const auto number = reading->value.number();
        const QString value =
            number ? QString::fromStdString(formatWithUnit(*number, indicator, NumberPlace::Table, words.language()))
                   : absenceWord(reading->value.absence(), words);
        parts << words.in(indicator.title) + u' ' + value;
        if (const std::optional<int> rank = shown->rankOf(code)) {
            const bool isTied = shown->rankText(code, words) != QString::number(*rank);
            parts << words(isTied ? "desktop.map_rank_tied_among" : "desktop.map_rank_among",
                           {QString::number(shown->rankedCount()), QString::number(*rank)});
        }
    }
    if (desk.state.selection().contains(code))
        parts << words("desktop.map_is_selected");
    return parts.join(words("desktop.list_separator"));
}

}  // namespace chiiki::desktop
