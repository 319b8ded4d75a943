#include "workbench/desktop/district_keys.h"

#include <optional>
#include <utility>

#include <QFocusEvent>
#include <QKeyEvent>
#include <QWidget>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/view_state.h"

namespace chiiki::desktop {
namespace {

std::optional<Heading> headingOf(int key)
{
    switch (key) {
    case Qt::Key_Up:
        return Heading::Up;
    case Qt::Key_Down:
        return Heading::Down;
    case Qt::Key_Left:
        return Heading::Left;
    case Qt::Key_Right:
        return Heading::Right;
    default:
        return std::nullopt;
    }
}

}  // namespace

DistrictKeys::DistrictKeys(const Desk& desk, QWidget& picture, Next next, Nothing nothing)
    : QObject(&picture)
    , desk_(desk)
    , next_(std::move(next))
    , nothing_(std::move(nothing))
{
    picture.installEventFilter(this);
}

bool DistrictKeys::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
        if (press(*static_cast<QKeyEvent*>(event)))
            return true;
        break;
    case QEvent::MouseButtonPress:
        setMarking(false);
        break;
    case QEvent::FocusIn: {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason) {
            needFocused();
            setMarking(true);
        }
        break;
    }
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

bool DistrictKeys::press(const QKeyEvent& event)
{
    if (!desk_.document.city() || (event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    SelectionModel& selection = desk_.state.selection();
    const std::optional<Heading> heading = headingOf(event.key());
    const bool isSpace = event.key() == Qt::Key_Space;
    const bool isEnter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (!heading && !isSpace && !isEnter)
        return false;
    const bool isFirst = selection.focused().empty();
    needFocused();
    setMarking(true);
    if (selection.focused().empty() || (isFirst && heading))
        return true;  // the first arrow shows where one is
    if (heading)
        walk(*heading);
    else if (isSpace)
        selection.toggle(selection.focused());
    else {
        selection.replace(selection.focused());
        emit chosen();
    }
    return true;
}

void DistrictKeys::walk(Heading heading)
{
    SelectionModel& selection = desk_.state.selection();
    const std::string next = next_(selection.focused(), heading);
    if (next.empty()) {
        emit told(nothing_(heading));
        return;
    }
    selection.setFocused(next);
    emit walked(next);
}

void DistrictKeys::setMarking(bool isMarking)
{
    if (isMarking == isMarking_)
        return;
    isMarking_ = isMarking;
    emit markingChanged();
}

void DistrictKeys::needFocused()
{
    SelectionModel& selection = desk_.state.selection();
    const OpenedCity* city = desk_.document.city();
    if (!city || !selection.focused().empty() || city->snapshot->districts.empty())
        return;
    selection.setFocused(selection.primary().empty() ? city->snapshot->districts.front().code : selection.primary());
}

}  // namespace chiiki::desktop
