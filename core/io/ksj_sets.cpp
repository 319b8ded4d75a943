#include "core/io/ksj_sets.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/text/names.h"

namespace chiiki {
namespace {

using Role = ColumnRole;

constexpr StandardColumn publicColumns[] = {
    {"P02_001"},
    {"P02_002"},
    {"P02_003", Role::Type, "facility_class"},
    {"P02_004", Role::Name},
    {"P02_005", Role::Address},
    {"P02_006"},
    {"P02_007"},
};
constexpr StandardColumn medicalColumns[] = {
    {"P04_001", Role::Type, "institution_type"},
    {"P04_002", Role::Name},
    {"P04_003", Role::Address},
    {"P04_004", Role::Attribute, "departments"},
    {"P04_005"},
    {"P04_006"},
    {"P04_007"},
    {"P04_008", Role::Attribute, "beds"},
    {"P04_009"},
    {"P04_010"},
};
constexpr StandardColumn hallColumns[] = {
    {"P05_001"},
    {"P05_002", Role::Type, "facility_class"},
    {"P05_003", Role::Name},
    {"P05_004", Role::Address},
    {"P05_005"},
    {"P05_006"},
};
constexpr StandardColumn welfareColumns[] = {
    {"P14_001"},
    {"P14_002"},
    {"P14_003"},
    {"P14_004", Role::Address},
    {"P14_005", Role::Type, "welfare_class"},
    {"P14_006", Role::Attribute, "welfare_middle_class"},
    {"P14_007", Role::Attribute, "welfare_minor_class"},
    {"P14_008", Role::Name},
    {"P14_009"},
    {"P14_010", Role::Attribute, "position_accuracy"},
};
constexpr StandardColumn shelterColumns[] = {
    {"P20_001"},
    {"P20_002", Role::Name},
    {"P20_003", Role::Address},
    {"P20_004", Role::Type, "shelter_type"},
    {"P20_005", Role::Capacity},
    {"P20_006"},
    {"P20_007", Role::Attribute, "earthquake"},
    {"P20_008", Role::Attribute, "tsunami"},
    {"P20_009", Role::Attribute, "flood"},
    {"P20_010", Role::Attribute, "volcano"},
    {"P20_011"},
    {"P20_012"},
};
constexpr StandardColumn cultureColumns[] = {
    {"P27_001"},
    {"P27_002"},
    {"P27_003"},
    {"P27_004", Role::Type, "facility_class"},
    {"P27_005", Role::Name},
    {"P27_006", Role::Address},
    {"P27_007"},
    {"P27_008"},
    {"P27_009"},
};
constexpr StandardColumn schoolColumns[] = {
    {"P29_001"},
    {"P29_002", Role::Attribute, "school_code"},
    {"P29_003", Role::Type, "school_type"},
    {"P29_004", Role::Name},
    {"P29_005", Role::Address},
    {"P29_006"},
    {"P29_007"},
    {"P29_008"},
    {"P29_009"},
};
constexpr StandardColumn postColumns[] = {
    {"P30_001"},
    {"P30_002"},
    {"P30_003"},
    {"P30_004", Role::Attribute, "post_office_class"},
    {"P30_005", Role::Name},
    {"P30_006", Role::Address},
    {"P30_007"},
};
constexpr StandardColumn roadsideColumns[] = {
    {"P35_001"}, {"P35_002"}, {"P35_003"}, {"P35_004"}, {"P35_005"}, {"P35_006", Role::Name},
};

/// What a code of a type's column means.
struct CodeWord {
    std::string_view field;
    std::string_view code;
    std::string_view word;
};
constexpr CodeWord codeWords[] = {
    {"P04_001", "1", "病院"},
    {"P04_001", "2", "診療所"},
    {"P04_001", "3", "歯科診療所"},
    {"P05_002", "1", "本庁"},
    {"P05_002", "2", "支所・出張所"},
    {"P05_002", "3", "公立公民館"},
    {"P05_002", "4", "集会施設"},
    {"P14_005", "01", "保護施設"},
    {"P14_005", "02", "老人福祉施設"},
    {"P14_005", "03", "障害者支援施設等"},
    {"P14_005", "04", "身体障害者社会参加支援施設"},
    {"P14_005", "05", "児童福祉施設等"},
    {"P14_005", "06", "母子・父子福祉施設"},
    {"P14_005", "99", "その他の社会福祉施設等"},
    {"P20_005", "-1", ""},  // not known
    {"P27_004", "03001", "美術館"},
    {"P27_004", "03002", "資料館・記念館・博物館"},
    {"P27_004", "03003", "図書館"},
    {"P27_004", "03004", "水族館"},
    {"P27_004", "03005", "動植物園"},
    {"P29_003", "16001", "小学校"},
    {"P29_003", "16002", "中学校"},
    {"P29_003", "16003", "中等教育学校"},
    {"P29_003", "16004", "高等学校"},
    {"P29_003", "16005", "高等専門学校"},
    {"P29_003", "16006", "短期大学"},
    {"P29_003", "16007", "大学"},
    {"P29_003", "16011", "幼稚園"},
    {"P29_003", "16012", "特別支援学校"},
    {"P29_003", "16013", "認定こども園"},
    {"P29_003", "16014", "義務教育学校"},
    {"P29_003", "16015", "各種学校"},
    {"P29_003", "16016", "専修学校"},
};

/// An attribute of an older edition and what it is called today.
struct OlderName {
    std::string_view before;
    std::string_view today;
};
// 2015: 所在地, 大・中・小分類, 名称, 管理者コード, 位置正確度 follow the names of prefecture and city at once; the
// code of the city came between them later. Its classes are other codes than today's and stay as they are.
constexpr OlderName welfareOf2015[] = {
    {"P14_003", "P14_004"}, {"P14_004", "P14_005"}, {"P14_005", "P14_006"}, {"P14_006", "P14_007"},
    {"P14_007", "P14_008"}, {"P14_008", "P14_009"}, {"P14_009", "P14_010"},
};
// 2013: 大分類 and 小分類 stand before the class of the school, which is the fourth.
constexpr OlderName schoolsOf2013[] = {
    {"P29_002", "P29_008"}, {"P29_003", "P29_009"}, {"P29_004", "P29_003"},
    {"P29_005", "P29_004"}, {"P29_006", "P29_005"}, {"P29_007", "P29_006"},
};

void rename(VectorLayer& layer, std::span<const OlderName> names)
{
    for (std::string& field : layer.fields) {
        const auto older =
            std::find_if(names.begin(), names.end(), [&field](const OlderName& name) { return name.before == field; });
        if (older != names.end())
            field = older->today;
    }
}

/// Whether a column holds codes of schools, which no name is.
bool holdsSchoolCodes(const VectorLayer& layer, std::size_t field)
{
    return std::any_of(layer.features.begin(), layer.features.end(), [field](const VectorFeature& feature) {
        const std::string text = trimmed(feature.values[field]);
        return text.size() == 5 && text.starts_with("160");
    });
}

}  // namespace

std::span<const StandardSet> ksjSets()
{
    static const std::array sets = {
        StandardSet{"public",
                    {"国土数値情報 公共施設（P02）", "National Land Numerical Information P02, public facilities"},
                    false,
                    "public_facility",
                    {},
                    publicColumns,
                    {"P02_004"}},
        StandardSet{"medical",
                    {"国土数値情報 医療機関（P04）", "National Land Numerical Information P04, medical institutions"},
                    false,
                    "clinic",
                    {},
                    medicalColumns,
                    {"P04_002"}},
        StandardSet{"public",
                    {"国土数値情報 市町村役場等及び公的集会施設（P05）",
                     "National Land Numerical Information P05, public halls"},
                    false,
                    "public_facility",
                    {},
                    hallColumns,
                    {"P05_003"}},
        StandardSet{"welfare",
                    {"国土数値情報 福祉施設（P14）", "National Land Numerical Information P14, welfare facilities"},
                    false,
                    "health_welfare",
                    {},
                    welfareColumns,
                    {"P14_008"}},
        StandardSet{"shelter",
                    {"国土数値情報 避難施設（P20）", "National Land Numerical Information P20, evacuation facilities"},
                    false,
                    "shelter",
                    {},
                    shelterColumns,
                    {"P20_002"}},
        StandardSet{"public",
                    {"国土数値情報 文化施設（P27）", "National Land Numerical Information P27, cultural facilities"},
                    false,
                    "public_facility",
                    {},
                    cultureColumns,
                    {"P27_005"}},
        StandardSet{"school",
                    {"国土数値情報 学校（P29）", "National Land Numerical Information P29, schools"},
                    false,
                    "school",
                    {},
                    schoolColumns,
                    {"P29_004"}},
        StandardSet{"post_office",
                    {"国土数値情報 郵便局（P30）", "National Land Numerical Information P30, post offices"},
                    false,
                    "post_office",
                    {},
                    postColumns,
                    {"P30_005"}},
        StandardSet{"roadside_station",
                    {"国土数値情報 道の駅（P35）", "National Land Numerical Information P35, roadside stations"},
                    false,
                    "roadside_station",
                    {},
                    roadsideColumns,
                    {"P35_006"}},
    };
    return sets;
}

void spellOutKsj(VectorLayer& layer)
{
    if (layer.field("P14_001") && !layer.field("P14_010"))
        rename(layer, welfareOf2015);
    if (const auto name = layer.field("P29_004"); name && holdsSchoolCodes(layer, *name))
        rename(layer, schoolsOf2013);
    for (std::size_t i = 0; i < layer.fields.size(); ++i)
        for (const CodeWord& known : codeWords)
            if (known.field == layer.fields[i])
                for (VectorFeature& feature : layer.features)
                    if (trimmed(feature.values[i]) == known.code)
                        feature.values[i] = std::string(known.word);
}

}  // namespace chiiki
