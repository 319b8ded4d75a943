#include "maps/layout/sheet_labels.h"

#include <algorithm>

#include "core/base/message.h"
#include "maps/layout/page_labels.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

/// Districts that belong on the page and have no label, nor one in the inset.
std::vector<const DistrictShape*> unnamed(const CityScene& city, const MapFrame& frame,
                                          const std::vector<PlacedLabel>& labels,
                                          const std::vector<std::string>& saidInInset)
{
    std::vector<const DistrictShape*> missing;
    for (const DistrictShape& district : city.districts())
        if (district.labelPoint && frame.box.contains(frame.view(*district.labelPoint)) &&
            std::none_of(labels.begin(), labels.end(),
                         [&](const PlacedLabel& label) { return label.id == district.code; }) &&
            std::find(saidInInset.begin(), saidInInset.end(), district.code) == saidInInset.end())
            missing.push_back(&district);
    return missing;
}

const DistrictShape* findShape(const CityScene& city, const std::string& code)
{
    for (const DistrictShape& district : city.districts())
        if (district.code == code)
            return &district;
    return nullptr;
}

}  // namespace

SheetLabels placeSheetLabels(const CityScene& city, const MapFrame& frame, const MapContent& content,
                             const std::vector<Box>& obstacles, const std::vector<std::string>& nameOnly)
{
    if (!content.showsLabels)
        return {};
    SheetLabels labels;
    // Larger scales name facilities too; there is room for districts within their borders.
    const auto place = [&](const std::vector<Box>& taken) {
        labels.placed = content.step == ScaleStep::City ? placePageLabels(city, frame, content, taken, nameOnly)
                                                        : placeMapLabels(city, frame, content, taken, nameOnly);
        return unnamed(city, frame, labels.placed, nameOnly);
    };
    std::vector<const DistrictShape*> missing = place(obstacles);
    if (!missing.empty() && !frame.isInset) {
        // Names give way to the letters that stand for others.
        constexpr double signSize = 16;
        std::vector<Box> taken = obstacles;
        for (const DistrictShape* district : missing) {
            const Point at = frame.view(*district->labelPoint);
            taken.push_back({at.x - signSize / 2, at.y - signSize / 2, signSize, signSize});
        }
        missing = place(taken);
    }
    for (const DistrictShape* district : missing)
        labels.lettered.push_back(district->code);
    return labels;
}

void appendLetters(Scene& scene, const CityScene& city, const MapFrame& frame, const SheetLabels& labels)
{
    for (std::size_t i = 0; i < labels.lettered.size(); ++i)
        if (const DistrictShape* district = findShape(city, labels.lettered[i]))
            appendLetterSign(scene, frame.view(*district->labelPoint), static_cast<int>(i));
}

std::vector<LegendRow> letterRows(const CityScene& city, const MapContent& content, const SheetLabels& labels)
{
    std::vector<LegendRow> rows;
    if (labels.lettered.empty())
        return rows;
    LegendRow note;
    note.sign = LegendRow::Sign::Note;
    note.text = speak({"maps.legend_lettered", {}}, content.language);
    rows.push_back(note);
    for (const std::string& code : labels.lettered) {
        LegendRow row;
        row.sign = LegendRow::Sign::Letter;
        row.letter = static_cast<int>(rows.size()) - 1;
        row.text = districtLabel(city.snapshot(), code, content.language);
        const Choropleth* map = content.choropleth ? &*content.choropleth : nullptr;
        const DistrictReading* reading = map ? map->find(code) : nullptr;
        if (reading && content.ink != ClassInk::Colours && reading->classIndex >= 0 && !map->isCircles)
            row.text.insert(0, classSign(reading->classIndex));
        if (reading && content.showsValues && !map->indicator.cityOnly)
            row.text += "  " + formatValue(reading->value, map->indicator, NumberPlace::Map, content.language);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::optional<LegendRow> unwrittenRow(const CityScene& city, const MapContent& content,
                                      const std::vector<PlacedLabel>& labels,
                                      const std::vector<PlacedLabel>& insetLabels)
{
    const Choropleth* map = content.choropleth ? &*content.choropleth : nullptr;
    if (!map || !content.showsValues || map->indicator.cityOnly)
        return std::nullopt;
    const bool isJapanese = content.language == Language::Japanese;
    std::string values;
    for (const DistrictReading& reading : map->districts) {
        const auto isOf = [&](const PlacedLabel& label) { return label.id == reading.districtCode; };
        const auto saysValue = [&](const PlacedLabel& label) { return isOf(label) && label.lines.size() > 1; };
        if (std::none_of(labels.begin(), labels.end(), isOf) || std::any_of(labels.begin(), labels.end(), saysValue) ||
            std::any_of(insetLabels.begin(), insetLabels.end(), saysValue))
            continue;
        values += (values.empty() ? ""
                   : isJapanese   ? "、"
                                  : ", ") +
                  districtLabel(city.snapshot(), reading.districtCode, content.language) + "\u00A0" +
                  formatValue(reading.value, map->indicator, NumberPlace::Map, content.language);
    }
    if (values.empty())
        return std::nullopt;
    LegendRow row;
    row.sign = LegendRow::Sign::Note;
    row.text = speak({"maps.legend_unwritten", {values}}, content.language);
    return row;
}

}  // namespace chiiki
