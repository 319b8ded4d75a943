#include "workbench/desktop/selection_model.h"

#include <algorithm>
#include <utility>

namespace chiiki::desktop {

bool SelectionModel::contains(std::string_view code) const
{
    return std::find(districts_.begin(), districts_.end(), code) != districts_.end();
}

void SelectionModel::replace(const std::string& code)
{
    setFocused(code);
    assign({code}, code);
}

void SelectionModel::replace(std::vector<std::string> codes)
{
    std::vector<std::string> once;
    for (std::string& code : codes)
        if (std::find(once.begin(), once.end(), code) == once.end())
            once.push_back(std::move(code));
    std::string last = once.empty() ? std::string() : once.back();
    replace(std::move(once), std::move(last));
}

void SelectionModel::replace(std::vector<std::string> codes, std::string primary)
{
    if (!primary.empty())
        setFocused(primary);
    assign(std::move(codes), std::move(primary));
}

void SelectionModel::toggle(const std::string& code)
{
    setFocused(code);
    std::vector<std::string> next = districts_;
    const auto found = std::find(next.begin(), next.end(), code);
    if (found == next.end()) {
        next.push_back(code);
        assign(std::move(next), code);
        return;
    }
    next.erase(found);
    std::string primary = primary_ != code ? primary_ : next.empty() ? std::string() : next.back();
    assign(std::move(next), std::move(primary));
}

void SelectionModel::clear()
{
    assign({}, {});
}

void SelectionModel::setHovered(const std::string& code)
{
    if (code == hovered_)
        return;
    const std::string before = std::exchange(hovered_, code);
    emit hoverChanged(before, hovered_);
}

void SelectionModel::setFocused(const std::string& code)
{
    if (code == focused_)
        return;
    focused_ = code;
    emit focusChanged(focused_);
}

void SelectionModel::retain(const std::vector<std::string>& known)
{
    const auto isKnown = [&](const std::string& code) {
        return std::find(known.begin(), known.end(), code) != known.end();
    };
    if (!isKnown(hovered_))
        setHovered({});
    if (!isKnown(focused_))
        setFocused({});
    std::vector<std::string> next;
    std::copy_if(districts_.begin(), districts_.end(), std::back_inserter(next), isKnown);
    std::string primary = isKnown(primary_) ? primary_ : next.empty() ? std::string() : next.back();
    assign(std::move(next), std::move(primary));
}

void SelectionModel::assign(std::vector<std::string> codes, std::string primary)
{
    if (codes == districts_ && primary == primary_)
        return;
    districts_ = std::move(codes);
    primary_ = std::move(primary);
    emit changed();
}

}  // namespace chiiki::desktop
