#include "core/io/open_data_writer.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/io/open_data_csv.h"
#include "core/text/number_text.h"
#include "core/text/utf8.h"

namespace chiiki {
namespace {

using Names = std::vector<std::string_view>;

Names operator+(Names first, const Names& more)
{
    first.insert(first.end(), more.begin(), more.end());
    return first;
}

const Names address = {"所在地_全国地方公共団体コード",
                       "町字ID",
                       "所在地_連結表記",
                       "所在地_都道府県",
                       "所在地_市区町村",
                       "所在地_町字",
                       "所在地_番地以下",
                       "建物名等(方書)",
                       "緯度",
                       "経度"};
const Names begin = {"全国地方公共団体コード", "ID", "地方公共団体名", "名称", "名称_カナ", "名称_英字"};
const Names contact = {"電話番号", "内線番号"};
const Names contactMore = {"連絡先メールアドレス", "連絡先FormURL", "連絡先備考（その他、SNSなど）", "郵便番号"};
const Names body = {"法人番号", "団体名"};
const Names hours = {"利用可能曜日", "開始時間", "終了時間", "利用可能日時特記事項"};
const Names picture = {"URL", "画像", "画像_ライセンス", "備考"};

const Names shelterColumns =
    Names{"全国地方公共団体コード", "ID", "名称", "名称_カナ", "名称_英字"} + address + Names{"標高"} + contact +
    contactMore +
    Names{"市区町村コード",        "地方公共団体名",    "災害種別_洪水",      "災害種別_崖崩れ、土石流及び地滑り",
          "災害種別_高潮",         "災害種別_地震",     "災害種別_津波",      "災害種別_大規模な火事",
          "災害種別_内水氾濫",     "災害種別_火山現象", "指定避難所との重複", "想定収容人数",
          "対象となる町会・自治会"} +
    picture;
const Names medicalColumns =
    begin + Names{"医療機関の種類"} + address + Names{"高度の種別", "高度の値"} + contact + Names{"FAX番号"} +
    contactMore +
    Names{"法人番号",         "法人の名称",         "医療機関コード", "診療曜日", "診療開始時間", "診療終了時間",
          "診療日時特記事項", "時間外における対応", "診療科目",       "病床数",   "災害拠点分類", "状況"} +
    picture;
const Names aedColumns = begin + address + Names{"高度の種別", "高度の値", "設置位置"} + contact + contactMore + body +
                         hours + Names{"小児対応設備の有無", "URL",          "画像1", "画像1_ライセンス", "画像2",
                                       "画像2_ライセンス",   "外部利用不可", "備考"};
const Names childcareColumns =
    begin + Names{"種別"} + address + Names{"高度の種別", "高度の値", "アクセス方法", "駐車場情報"} + contact +
    Names{"FAX番号"} + contactMore + body + Names{"認可等年月日", "収容定員", "受入年齢"} + hours +
    Names{"一時預かりの有無",   "子供預かり料金種別", "子供預かり料金", "子供預かり料金備考",
          "子供預かり開所時間", "子供預かり閉所時間", "病児保育の有無", "授乳室",
          "おむつ替えコーナー", "飲食可否",           "ベビーカー貸出", "ベビーカー利用"} +
    picture;
const Names publicColumns = begin + Names{"名称_通称", "POIコード", "外部識別子", "外部識別子の値"} + address +
                            Names{"高度の種別", "高度の値"} + contact + contactMore + body +
                            Names{"利用可能曜日",
                                  "開始時間",
                                  "終了時間",
                                  "利用可能時間特記事項",
                                  "説明",
                                  "車椅子可",
                                  "車椅子貸出",
                                  "ツエ貸出",
                                  "バリアフリートイレ",
                                  "スロープ、エレベータ、エスカレータ",
                                  "点字ブロック等の移動支援",
                                  "点字や読上による支援",
                                  "盲導犬・介助犬、聴導犬同伴",
                                  "字幕",
                                  "筆談対応",
                                  "優先駐車場",
                                  "オストメイト対応トイレ",
                                  "授乳室",
                                  "おむつ替えコーナー",
                                  "飲食可否",
                                  "ベビーカー貸出",
                                  "ベビーカー利用"} +
                            picture;
const Names schoolColumns = {"教育機関_学校コード",
                             "教育機関_学校種",
                             "教育機関_都道府県番号",
                             "教育機関_設置区分",
                             "教育機関_設置者情報",
                             "教育機関_本分校",
                             "教育機関_本校学校コード",
                             "教育機関_本校学校名",
                             "教育機関_学校名",
                             "教育機関_学校名カナ表記",
                             "教育機関_学校略称",
                             "教育機関_学校所在地（市区町村）",
                             "教育機関_学校所在地（町字）",
                             "教育機関_学校所在地（番地以下）",
                             "教育機関_郵便番号",
                             "教育機関_緯度",
                             "教育機関_経度",
                             "教育機関_連絡先名称",
                             "教育機関_連絡先電話番号",
                             "教育機関_属性情報設定年月日",
                             "教育機関_属性情報廃止年月日",
                             "教育機関_旧学校調査番号",
                             "教育機関_移行後の学校コード"};
/// The standard's columns by age and sex are left out: the workspace knows people and households of its areas.
const Names populationColumns = {"全国地方公共団体コード",
                                 "地域コード",
                                 "地方公共団体名",
                                 "調査年月日",
                                 "地域名",
                                 "総人口",
                                 "男性",
                                 "女性",
                                 "世帯数",
                                 "備考"};

const std::map<std::string_view, OpenDataAttribute>& attributesByColumn()
{
    static const auto all = [] {
        std::map<std::string_view, OpenDataAttribute> made;
        for (const OpenDataAttribute& known : openDataAttributes())
            made.emplace(known.column, known);
        return made;
    }();
    return all;
}

DataCell cellOf(std::string_view text)
{
    return text.empty() ? DataCell() : DataCell(std::string(text));
}

std::string publisherId(const Facility& facility)
{
    const auto found = facility.attributes.find("publisher_id");
    return found == facility.attributes.end() ? facility.id : found->second;
}

/// 有 and 無 as the standard writes what a place has; kinds of disaster are 1 where the place serves in them.
std::string flagText(std::string_view column, const std::string& flag)
{
    if (column.starts_with("災害種別") || column == "指定避難所との重複")
        return flag;
    return flag == "1" ? "有" : flag == "0" ? "無" : flag;
}

/// The kind where the record itself does not say: files of dentists alone leave it blank.
std::string_view medicalType(const Facility& facility)
{
    return facility.kind == "hospital" ? "病院" : facility.kind == "dentist" ? "歯科診療所" : "診療所";
}

DataCell attributeCell(std::string_view column, const Facility& facility)
{
    const auto known = attributesByColumn().find(column);
    if (known == attributesByColumn().end())
        return {};
    const auto found = facility.attributes.find(std::string(known->second.attribute));
    if (found == facility.attributes.end())
        return column == "医療機関の種類" ? cellOf(medicalType(facility)) : DataCell();
    return cellOf(known->second.isFlag ? flagText(column, found->second) : found->second);
}

DataCell cellOf(std::string_view column, const Facility& facility, const AddressParts& parts, const City& city)
{
    constexpr std::string_view prefix = "教育機関_";
    if (column.starts_with(prefix))
        column.remove_prefix(prefix.size());
    if (column == "全国地方公共団体コード" || column == "所在地_全国地方公共団体コード" || column == "市区町村コード")
        return cellOf(city.code);
    if (column == "地方公共団体名")
        return cellOf(city.name.ja);
    if (column == "ID" || column == "学校コード")
        return cellOf(publisherId(facility));
    if (column == "名称" || column == "学校名")
        return cellOf(facility.name);
    if (column == "名称_カナ" || column == "学校名カナ表記")
        return cellOf(facility.kana);
    if (column == "所在地_連結表記")
        return cellOf(facility.address);
    if (column == "所在地_都道府県")
        return cellOf(parts.prefecture);
    if (column == "所在地_市区町村" || column == "学校所在地（市区町村）")
        return cellOf(parts.city);
    if (column == "所在地_町字" || column == "学校所在地（町字）")
        return cellOf(parts.town);
    if (column == "所在地_番地以下")
        return cellOf(parts.rest);
    // The list of schools has no column for an address that cannot be told into parts.
    if (column == "学校所在地（番地以下）")
        return cellOf(parts.city.empty() ? facility.address : parts.rest);
    if ((column == "緯度" || column == "経度") && facility.place)
        return cellOf(shortestText(column == "緯度" ? facility.place->y : facility.place->x));
    if ((column == "想定収容人数" || column == "収容定員") && facility.capacity)
        return cellOf(std::to_string(*facility.capacity));
    return attributeCell(column, facility);
}

/// People of an area as the census counted them.
struct AreaPeople {
    std::string code;
    std::string name;
    int people = 0;
    int households = 0;
};

std::vector<AreaPeople> peopleOf(const Snapshot& city, bool isByTown)
{
    std::vector<AreaPeople> areas;
    std::map<std::string, std::size_t> places;
    if (!isByTown)
        for (const District& district : city.districts) {
            places.emplace(district.code, areas.size());
            areas.push_back({district.code, district.name, 0, 0});
        }
    for (const DemandArea& block : city.demandAreas) {
        const std::string key = isByTown ? block.town + "\n" + block.districtCode : block.districtCode;
        const auto [place, isNew] = places.emplace(key, areas.size());
        if (isNew)
            areas.push_back({block.districtCode, isByTown ? block.town : block.districtCode, 0, 0});
        areas[place->second].people += block.people;
        areas[place->second].households += block.households;
    }
    return areas;
}

void fillPeople(OpenDataFilled& filled, const OpenDataSet& set, const Snapshot& city)
{
    std::string date;
    for (const DemandArea& block : city.demandAreas)
        filled.sourceIds.insert(block.sourceId);
    for (const std::string& id : filled.sourceIds)
        if (const SourceEdition* edition = findSource(city, id))
            date = edition->asOf;
    for (DataField& field : filled.table.fields)
        if (field.id == "総人口" || field.id == "世帯数")
            field.type = DataField::Type::Whole;
    filled.peopleColumns = {"総人口"};
    for (const AreaPeople& area : peopleOf(city, set.id == "population_towns")) {
        DataRow row;
        for (const std::string_view column : set.columns)
            row.cells.push_back(column == "全国地方公共団体コード" ? cellOf(city.city.code)
                                : column == "地域コード"           ? cellOf(area.code)
                                : column == "地方公共団体名"       ? cellOf(city.city.name.ja)
                                : column == "調査年月日"           ? cellOf(date)
                                : column == "地域名"               ? cellOf(area.name)
                                : column == "総人口"               ? DataCell(static_cast<double>(area.people))
                                : column == "世帯数"               ? DataCell(static_cast<double>(area.households))
                                                                   : DataCell());
        filled.table.rows.push_back(std::move(row));
    }
}

}  // namespace

std::span<const OpenDataSet> openDataSets()
{
    static const std::array sets = {
        OpenDataSet{
            "public_facilities",
            {"公共施設一覧", "Public facilities"},
            {"community_centre", "centre_branch", "library", "health_welfare", "roadside_station", "public_facility"},
            publicColumns},
        OpenDataSet{"shelters", {"指定緊急避難場所一覧", "Emergency shelters"}, {"shelter"}, shelterColumns},
        OpenDataSet{"medical",
                    {"医療機関一覧", "Hospitals, clinics and dentists"},
                    {"hospital", "clinic", "dentist"},
                    medicalColumns},
        OpenDataSet{"aed", {"AED設置箇所一覧", "AED locations"}, {"aed"}, aedColumns},
        OpenDataSet{"childcare", {"子育て施設一覧", "Childcare facilities"}, {"childcare"}, childcareColumns},
        OpenDataSet{"schools", {"教育機関一覧", "Schools"}, {"school"}, schoolColumns},
        OpenDataSet{"population", {"地域別人口", "People by district"}, {}, populationColumns},
        OpenDataSet{"population_towns", {"町丁別人口", "People by town"}, {}, populationColumns},
    };
    return sets;
}

const OpenDataSet* findOpenDataSet(std::string_view id)
{
    const auto sets = openDataSets();
    const auto found = std::find_if(sets.begin(), sets.end(), [id](const OpenDataSet& set) { return set.id == id; });
    return found == sets.end() ? nullptr : &*found;
}

AddressParts splitAddress(std::string_view address, std::string_view cityName)
{
    const std::size_t city = address.find(cityName);
    if (cityName.empty() || city == std::string_view::npos)
        return {};
    const std::string_view before = address.substr(0, city);
    const bool isPrefecture = before.empty() || before.ends_with("県") || before.ends_with("都") ||
                              before.ends_with("道") || before.ends_with("府");
    if (!isPrefecture)
        return {};
    AddressParts parts{std::string(before), std::string(cityName), {}, {}};
    const std::string_view behind = address.substr(city + cityName.size());
    std::size_t end = 0;
    while (end < behind.size()) {
        std::size_t next = end;
        const char32_t letter = nextCodePoint(behind, next);
        if ((letter >= U'0' && letter <= U'9') || (letter >= U'０' && letter <= U'９'))
            break;
        end = next;
    }
    parts.town = behind.substr(0, end);
    parts.rest = behind.substr(end);
    return parts;
}

OpenDataFilled fillOpenDataSet(const OpenDataSet& set, const Snapshot& city)
{
    OpenDataFilled filled;
    filled.table.name = set.id;
    filled.table.title = set.title;
    for (const std::string_view column : set.columns)
        filled.table.fields.push_back({std::string(column), {std::string(column), std::string(column)}});
    if (set.kinds.empty()) {
        fillPeople(filled, set, city);
        return filled;
    }
    for (const Facility& facility : city.facilities) {
        if (std::find(set.kinds.begin(), set.kinds.end(), facility.kind) == set.kinds.end())
            continue;
        if (facility.name.empty() || !isOpen(facility, city)) {
            ++(facility.name.empty() ? filled.emptyRecords : filled.closedRecords);
            continue;
        }
        filled.sourceIds.insert(facility.sourceId);
        const AddressParts parts = splitAddress(facility.address, city.city.name.ja);
        DataRow row;
        for (const std::string_view column : set.columns)
            row.cells.push_back(cellOf(column, facility, parts, city.city));
        filled.table.rows.push_back(std::move(row));
    }
    return filled;
}

}  // namespace chiiki
