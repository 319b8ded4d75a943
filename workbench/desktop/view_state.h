#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QObject>

#include "core/model/geometry.h"
#include "workbench/desktop/selection_model.h"

namespace chiiki::desktop {

/// What stands in the map's place.
struct Picture {
    enum class Kind {
        Map,
        Tiles,      // タイル図
        Multiples,  // 並べて比較
        View,       // a view of a plugin
        Rows,       // a table of a plugin, to read and to edit
    };
    Kind kind = Kind::Map;
    std::string plugin = {};             // of a View and of Rows
    std::string view = {};               // id of the view or of the table
    std::vector<std::string> rows = {};  // of Rows: the uids shown; empty = all

    bool operator==(const Picture&) const = default;
};

/// The part of the plane that the map shows: its middle in plane metres, and metres per px.
struct Sight {
    Point centre;
    double metresPerPixel = 0;

    bool operator==(const Sight&) const = default;
};

/// 並べて比較: what the linked maps differ in.
struct MultiplesChoice {
    enum class By { Years, Indicators };
    By by = By::Years;
    int count = 6;                             // 2, 3, 4 or 6
    bool hasSharedClasses = true;              // one legend for all; of indicators each has its own
    bool isDifference = false;                 // to `baseYear`, in place of the values
    std::optional<int> baseYear = {};          // nullopt = the earliest shown
    std::vector<int> years = {};               // ascending; empty = `count` of them, ending with the latest
    std::vector<std::string> indicators = {};  // ids; empty = the indicator shown and the pinned ones

    bool operator==(const MultiplesChoice&) const = default;
};

/// One state, many views: everything the window shows follows from the workspace and this. Panes show it and ask it to
/// change; none keeps a state of its own. What planners decide for the workspace (pinned columns, classes, notes,
/// parameters) is not here but in the workspace, where it can be undone.
///
/// Changes are also history: back() and forward() walk through what was looked at. That is apart from undo, which is
/// about data. Moving the map several times in a row is one step.
class ViewState : public QObject {
    Q_OBJECT

public:
    /// One step of the history.
    struct Step {
        std::string indicator;
        std::optional<int> year;
        Picture picture;
        MultiplesChoice multiples;
        std::optional<Sight> sight;
        std::vector<std::string> districts;
        std::string primary;

        bool operator==(const Step&) const = default;
    };

    explicit ViewState(QObject* parent = nullptr);

    SelectionModel& selection() { return selection_; }
    const SelectionModel& selection() const { return selection_; }

    /// Full id of the indicator shown; empty = none.
    const std::string& indicator() const { return now_.indicator; }
    /// Its fiscal year; nullopt = the latest with a value.
    std::optional<int> year() const { return now_.year; }
    const Picture& picture() const { return now_.picture; }
    const MultiplesChoice& multiples() const { return now_.multiples; }
    /// nullopt = the whole city, whatever the size of the window.
    const std::optional<Sight>& sight() const { return now_.sight; }

    void setIndicator(const std::string& id);
    void setYear(std::optional<int> year);
    /// As one step: what a finding or a search result leads to.
    void setIndicatorAndYear(const std::string& id, std::optional<int> year);
    void setPicture(const Picture& picture);
    void setMultiples(const MultiplesChoice& multiples);
    void setSight(const std::optional<Sight>& sight);

    /// Whether the map shows the enlarged centre where there is room; not part of the history.
    bool wantsInset() const { return wantsInset_; }
    void setWantsInset(bool wantsInset);

    bool canGoBack() const { return at_ > 0; }
    bool canGoForward() const { return at_ + 1 < steps_.size(); }
    void back();
    void forward();

    /// Everything at once, as a document or a file describes it.
    const Step& step() const { return now_; }
    void apply(const Step& step);

    /// Another city: the history begins anew; districts it does not know are dropped from the selection.
    void begin(const std::vector<std::string>& knownDistricts);

signals:
    /// Indicator or year.
    void indicatorChanged();
    void pictureChanged();
    void multiplesChanged();
    void sightChanged();
    void wantsInsetChanged();
    void historyChanged();

private:
    enum class Part { Indicator, Picture, Multiples, Sight, Selection };

    void record(Part part);
    void show(const Step& step);

    SelectionModel selection_;
    Step now_;
    std::vector<Step> steps_;
    std::size_t at_ = 0;
    Part lastPart_ = Part::Indicator;
    bool wantsInset_ = true;
    bool isReplaying_ = false;  // what is shown again is no new step
};

}  // namespace chiiki::desktop
