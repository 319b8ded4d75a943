#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "core/base/message.h"
#include "core/model/snapshot.h"
#include "workbench/desktop/offered_indicators.h"
#include "workbench/desktop/overlay_board.h"

namespace chiiki::desktop {

/// Something that a search leads to. Which fields are filled follows from the kind.
struct SearchHit {
    enum class Kind {
        Command,            // `index` into the commands given
        District,           // `district`
        Indicator,          // `indicator`
        DistrictIndicator,  // both: this number of this district
        View,               // `index` into the views given
        Facility,           // `index` into the snapshot's facilities; `district` may be empty
        Finding,            // `index` into the findings given; `district` may be empty
    };
    Kind kind = Kind::Command;
    QString title;
    QString detail;  // which kind of thing, and what tells it from others of its name; may be empty
    std::string district;
    std::string indicator;
    std::size_t index = 0;
};

/// 探す: everything that has a name, found by parts of it, in any order, in kanji, kana, romaji or English. Widths,
/// case and katakana do not matter. Common words of planning are known by their reading and by words of the same
/// meaning (search_words.csv): 「いりょう」 finds 病院 and 診療所.
class SearchIndex {
public:
    /// A picture that a plugin declares.
    struct View {
        Text title;
        Text overlay;
    };
    struct Content {
        SnapshotPtr snapshot;
        std::vector<OfferedIndicator> indicators;
        std::vector<ShownFinding> findings;
        std::vector<QString> commands;
        std::vector<View> views = {};
    };

    SearchIndex() = default;
    SearchIndex(const Content& content, Language language);

    /// Best first: what begins with the words before what holds them; a number of a district before both apart. All
    /// words of the query must be met. Nothing for an empty query.
    std::vector<SearchHit> find(const QString& query, std::size_t atMost = 60) const;

private:
    struct Entry {
        SearchHit hit;
        QString text;  // all names, folded
        QString name;  // folded title, for what comes first
    };

    void add(SearchHit hit, const std::vector<QString>& names);

    std::vector<Entry> entries_;
    std::vector<std::size_t> districts_;   // of entries_
    std::vector<std::size_t> indicators_;  // of entries_
};

/// As it is compared: half width, small letters, hiragana.
QString searchFolded(const QString& text);

}  // namespace chiiki::desktop
