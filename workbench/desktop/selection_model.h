#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <QObject>

namespace chiiki::desktop {

/// Which districts are picked and which one the pointer is over: the only place where that lives. Map and table show
/// it and ask it to change; neither keeps a selection of its own. Codes are kept in the order they were picked.
class SelectionModel : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const std::vector<std::string>& districts() const { return districts_; }
    bool contains(std::string_view code) const;
    bool isEmpty() const { return districts_.empty(); }

    /// 主選択: the district touched last; empty where nothing is selected.
    const std::string& primary() const { return primary_; }

    /// The district under the pointer; empty where there is none.
    const std::string& hovered() const { return hovered_; }

    /// Where the arrow keys are on map and tile map: at the district touched last, whether that picked it or gave it
    /// up. Empty before the first.
    const std::string& focused() const { return focused_; }

    /// Only this district.
    void replace(const std::string& code);
    /// These districts in this order; the last one becomes the primary. Repeated codes count once.
    void replace(std::vector<std::string> codes);
    /// Exactly these, with this primary (one of them; empty where there are none).
    void replace(std::vector<std::string> codes, std::string primary);
    /// In if it was out, out if it was in. Taking the primary out makes the district picked before it the primary.
    void toggle(const std::string& code);
    void clear();
    void setHovered(const std::string& code);
    void setFocused(const std::string& code);

    /// Drops the districts that are not in `known`, as when another workspace is opened.
    void retain(const std::vector<std::string>& known);

signals:
    /// The set or the primary is another one.
    void changed();
    void hoverChanged(const std::string& before, const std::string& now);
    void focusChanged(const std::string& now);

private:
    void assign(std::vector<std::string> codes, std::string primary);

    std::vector<std::string> districts_;
    std::string primary_;
    std::string hovered_;
    std::string focused_;
};

}  // namespace chiiki::desktop
