#include "plugins/life_support/rides.h"

namespace chiiki::life_support {
namespace {

/// "13" of "... p.13 309行"; empty where it names no page.
std::string pageOf(const std::string& citation)
{
    const auto at = citation.rfind(" p.");
    if (at == std::string::npos)
        return {};
    const auto digits = citation.substr(at + 3);
    return digits.substr(0, digits.find_first_not_of("0123456789"));
}

Text inBrackets(const std::vector<Text>& remarks)
{
    Text all;
    for (const Text& remark : remarks) {
        all.ja += (all.ja.empty() ? "（" : "、") + remark.ja;
        all.en += (all.en.empty() ? " (" : ", ") + remark.en;
    }
    return remarks.empty() ? all : Text{all.ja + "）", all.en + ")"};
}

}  // namespace

std::vector<Ride> ridesOf(const OverlayRequest& request)
{
    std::vector<Ride> rides;
    for (const PluginTable& table : request.tables) {
        const bool isTaxi = table.tableId == "taxi_district";
        if (!isTaxi && table.tableId != "shopping_run")
            continue;
        const auto cell = [&](const PluginRow& row, std::string_view field) {
            const int column = columnIndex(table, field);
            return column < 0 ? std::string() : textOf(row.values[static_cast<std::size_t>(column)]);
        };
        for (const PluginRow& row : table.rows) {
            const std::string part = cell(row, "sub_area"), title = cell(row, "title"), page = pageOf(row.citation);
            const bool isPart = isTaxi && cell(row, "extent") == "part";
            std::vector<Text> remarks;
            if (isPart)
                remarks.push_back({part.empty() ? "地域の一部だけ" : part + "だけ",
                                   part.empty() ? "a part of the district alone" : part + " alone"});
            if (!page.empty())
                remarks.push_back({"p." + page, "p. " + page});
            const Text brackets = inBrackets(remarks);
            for (const std::string& code : row.districtCodes)
                rides.push_back({code,
                                 {(isTaxi ? "コミュニティタクシー" : "「" + title + "」") + brackets.ja,
                                  (isTaxi ? "a community taxi" : "'" + title + "'") + brackets.en},
                                 !isPart,
                                 row.sourceId});
        }
    }
    return rides;
}

}  // namespace chiiki::life_support
