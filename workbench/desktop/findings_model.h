#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <QAbstractListModel>

#include "core/model/snapshot.h"
#include "workbench/desktop/overlay_board.h"
#include "workbench/usecases/finding_answers.h"

namespace chiiki::desktop {

class Words;

/// Which findings are listed.
struct FindingsFilter {
    std::set<Severity> severities = {Severity::Act, Severity::Watch, Severity::Note};
    std::optional<std::string> plugin;  // id; "" = of the workspace itself; nullopt = all
    bool isOfSelection = false;         // of the selected districts alone, and of the whole city
    std::vector<std::string> selected;  // their codes; none selected = everything

    bool operator==(const FindingsFilter&) const = default;
};

/// 気づき as rows of a list: one a finding; those that one rule says of several districts are one row that opens.
class FindingsModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        SeverityRole = Qt::UserRole,  // int of Severity
        PlaceRole,                    // QString: the district's name, or the whole city
        TextRole,                     // QString: what was found; of a group: the rule
        ActionRole,                   // QString: what would do; may be empty
        AnswerRole,                   // QString: the supports that fit, a line each; may be empty
        CountRole,                    // int: findings of a group; 0 = a finding
        OpenRole,                     // bool: a group whose findings are listed below it
        DepthRole,                    // int: 1 = within a group
        SampleRole,                   // bool: speaks of made-up values
        MendRole,                     // bool: what it is about can be put right here
    };

    explicit FindingsModel(const Words& words, QObject* parent = nullptr);

    /// `board` must live as long as its findings are listed.
    void setFindings(const OverlayBoard& board, SnapshotPtr snapshot);
    /// The rows of plugins that answer findings: 合う支援.
    void setAnswers(FindingAnswers answers);
    void setFilter(const FindingsFilter& filter);
    const FindingsFilter& filter() const { return filter_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    /// Says of which findings MendRole speaks; none before.
    void setMendable(std::function<bool(const ShownFinding& shown)> isMendable);

    /// nullptr for a group.
    const ShownFinding* findingAt(const QModelIndex& index) const;
    /// Opens a group or closes it.
    void toggle(const QModelIndex& index);
    /// Of the filter's theme and districts, by severity: what the buttons say.
    int count(Severity severity) const;
    /// Findings that the filter lets through.
    int shownCount() const { return shownCount_; }
    int totalCount() const { return static_cast<int>(findings_.size()); }
    /// Plugins with findings, by id; "" stands for the workspace.
    std::vector<std::string> plugins() const;

private:
    struct Row {
        std::vector<std::size_t> findings;  // several: a group
        std::string key;                    // of its group
        bool isMember = false;
    };

    void rebuild();
    bool passes(const ShownFinding& shown, bool withSeverity) const;
    std::string groupKey(const ShownFinding& shown) const;
    QString groupText(const Row& row) const;
    QString placeOf(const Row& row) const;

    const Words& words_;
    SnapshotPtr snapshot_;
    std::vector<ShownFinding> findings_;
    std::map<std::string, Text> ruleTitles_;  // by full id
    FindingAnswers answers_;
    std::function<bool(const ShownFinding& shown)> isMendable_;
    FindingsFilter filter_;
    std::set<std::string> open_;  // keys of groups
    std::vector<Row> rows_;
    int shownCount_ = 0;
};

/// What told a finding: the rule's full id, or what an executable's ids have in common before the district.
std::string ruleIdOf(const Finding& finding);

/// The indicator that a finding speaks of, full id: the one its rule names. Empty where it names none.
std::string indicatorOf(const ShownFinding& shown, const OverlayBoard& board);

/// 「要対応」, 「注意」, 「参考」.
QString severityWord(Severity severity, const Words& words);

}  // namespace chiiki::desktop
