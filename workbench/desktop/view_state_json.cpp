#include "workbench/desktop/view_state_json.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/json_reader.h"

namespace chiiki::desktop {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view stateKeys[] = {"indicator", "year", "districts", "primary", "picture", "sight", "multiples"};
constexpr std::string_view pictureKeys[] = {"plugin", "view", "table", "rows"};
constexpr std::string_view sightKeys[] = {"centre", "metres_per_pixel"};
constexpr std::string_view multiplesKeys[] = {"by",        "count", "shared_classes", "difference",
                                              "base_year", "years", "indicators"};
constexpr std::array pictureWords = {std::pair("map", Picture::Kind::Map), std::pair("tiles", Picture::Kind::Tiles),
                                     std::pair("multiples", Picture::Kind::Multiples)};
constexpr std::array byWords = {std::pair("years", MultiplesChoice::By::Years),
                                std::pair("indicators", MultiplesChoice::By::Indicators)};
constexpr std::array counts = {2, 3, 4, 6};

template <typename Words>
std::string listOf(const Words& words)
{
    std::string list;
    for (const auto& [word, meaning] : words)
        list += (list.empty() ? "" : ", ") + std::string(word);
    return list;
}

template <typename Words, typename Kind>
void readWord(const JsonPlace& place, const Words& words, Kind& kind, JsonFaults& faults)
{
    const auto text = readText(place, faults);
    if (!text)
        return;
    for (const auto& [word, meaning] : words)
        if (*text == word) {
            kind = meaning;
            return;
        }
    faults.add(place, {"desktop.state_one_of", {*text, listOf(words)}});
}

std::vector<std::string> readTexts(const JsonObject& object, std::string_view key)
{
    std::vector<std::string> texts;
    for (const JsonPlace& place : object.list(key))
        if (auto text = readText(place, object.faults()))
            texts.push_back(*std::move(text));
    return texts;
}

Picture readPicture(const JsonPlace& place, JsonFaults& faults)
{
    Picture picture;
    if (!place.value().is_object()) {
        readWord(place, pictureWords, picture.kind, faults);
        return picture;
    }
    const JsonObject object(place, pictureKeys, faults);
    picture.kind = object.has("table") ? Picture::Kind::Rows : Picture::Kind::View;
    const bool isRows = picture.kind == Picture::Kind::Rows;
    for (const auto& [key, part] :
         {std::pair("plugin", &picture.plugin), std::pair(isRows ? "table" : "view", &picture.view)})
        if (const auto found = object.require(key))
            *part = readText(*found, faults).value_or(std::string());
    for (const std::string_view other : {"view", "rows"})
        if (object.has(other) && isRows == (other == "view"))
            object.add(other, {"desktop.state_view_or_table", {}});
    picture.rows = isRows ? readTexts(object, "rows") : std::vector<std::string>();
    return picture;
}

std::optional<Sight> readSight(const JsonPlace& place, JsonFaults& faults)
{
    const JsonObject object(place, sightKeys, faults);
    Sight sight;
    object.require("centre");
    const auto centre = object.list("centre");
    if (object.has("centre") && centre.size() != 2)
        object.add("centre", {"desktop.state_centre", {}});
    if (centre.size() == 2) {
        sight.centre.x = readNumber(centre[0], faults).value_or(0);
        sight.centre.y = readNumber(centre[1], faults).value_or(0);
    }
    object.require("metres_per_pixel");
    sight.metresPerPixel = object.number("metres_per_pixel").value_or(1);
    if (sight.metresPerPixel <= 0)
        object.add("metres_per_pixel", {"desktop.state_not_positive", {}});
    return sight;
}

MultiplesChoice readMultiples(const JsonPlace& place, JsonFaults& faults)
{
    const JsonObject object(place, multiplesKeys, faults);
    MultiplesChoice choice;
    if (const auto by = object.find("by"))
        readWord(*by, byWords, choice.by, faults);
    choice.count = object.integer("count").value_or(choice.count);
    if (std::find(counts.begin(), counts.end(), choice.count) == counts.end())
        object.add("count", {"desktop.state_one_of", {std::to_string(choice.count), "2, 3, 4, 6"}});
    choice.hasSharedClasses = object.yesNo("shared_classes").value_or(choice.hasSharedClasses);
    choice.isDifference = object.yesNo("difference").value_or(choice.isDifference);
    choice.baseYear = object.integer("base_year");
    for (const JsonPlace& year : object.list("years"))
        if (const auto number = readInteger(year, faults))
            choice.years.push_back(*number);
    std::sort(choice.years.begin(), choice.years.end());
    choice.indicators = readTexts(object, "indicators");
    return choice;
}

Json multiplesJson(const MultiplesChoice& choice)
{
    const MultiplesChoice usual;
    Json json = Json::object();
    if (choice.by != usual.by)
        json["by"] = choice.by == MultiplesChoice::By::Years ? "years" : "indicators";
    if (choice.count != usual.count)
        json["count"] = choice.count;
    if (choice.hasSharedClasses != usual.hasSharedClasses)
        json["shared_classes"] = choice.hasSharedClasses;
    if (choice.isDifference != usual.isDifference)
        json["difference"] = choice.isDifference;
    if (choice.baseYear)
        json["base_year"] = *choice.baseYear;
    if (!choice.years.empty())
        json["years"] = choice.years;
    if (!choice.indicators.empty())
        json["indicators"] = choice.indicators;
    return json;
}

Json pictureJson(const Picture& picture)
{
    for (const auto& [word, kind] : pictureWords)
        if (picture.kind == kind)
            return word;
    if (picture.kind != Picture::Kind::Rows)
        return {{"plugin", picture.plugin}, {"view", picture.view}};
    Json rows = {{"plugin", picture.plugin}, {"table", picture.view}};
    if (!picture.rows.empty())
        rows["rows"] = picture.rows;
    return rows;
}

}  // namespace

Result<ViewState::Step> parseViewState(std::string_view json)
{
    Diagnostics diagnostics;
    JsonFaults faults("--state", diagnostics);
    const auto document = parseJson(json, RepeatedKeys::AreFaults, faults);
    ViewState::Step step;
    if (document) {
        const JsonPlace root(*document);
        const JsonObject object(root, stateKeys, faults);
        step.indicator = object.text("indicator").value_or(std::string());
        step.year = object.integer("year");
        step.districts = readTexts(object, "districts");
        step.primary = object.text("primary").value_or(step.districts.empty() ? std::string() : step.districts.back());
        const auto isChosen = std::find(step.districts.begin(), step.districts.end(), step.primary);
        if (object.has("primary") && isChosen == step.districts.end())
            object.add("primary", {"desktop.state_primary", {}});
        if (const auto picture = object.find("picture"))
            step.picture = readPicture(*picture, faults);
        if (const auto sight = object.find("sight"))
            step.sight = readSight(*sight, faults);
        if (const auto multiples = object.find("multiples"))
            step.multiples = readMultiples(*multiples, faults);
    }
    if (!faults.isEmpty())
        return tl::unexpected(faults.first(ErrorKind::BadFormat));
    return step;
}

std::string viewStateJson(const ViewState::Step& step)
{
    Json json = Json::object();
    if (!step.indicator.empty())
        json["indicator"] = step.indicator;
    if (step.year)
        json["year"] = *step.year;
    if (!step.districts.empty())
        json["districts"] = step.districts;
    if (!step.districts.empty() && step.primary != step.districts.back())
        json["primary"] = step.primary;
    if (step.picture != Picture{})
        json["picture"] = pictureJson(step.picture);
    if (step.sight)
        json["sight"] = {{"centre", {step.sight->centre.x, step.sight->centre.y}},
                         {"metres_per_pixel", step.sight->metresPerPixel}};
    if (step.multiples != MultiplesChoice{})
        json["multiples"] = multiplesJson(step.multiples);
    return json.dump();
}

}  // namespace chiiki::desktop
