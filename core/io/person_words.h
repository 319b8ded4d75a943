#pragma once

#include <string_view>

/// Words that tell of persons: of columns, surnames, mail services. Lists, no rules: disclosure.cpp uses them.
namespace chiiki::person_words {

/// A column whose normalised name holds one of these tells of a person, whatever its cells hold.
inline constexpr std::string_view inColumnNames[] = {
    "氏名",         "姓名",       "苗字",      "フルネーム", "代表者名", "担当者名",   "世帯主",        "会長名",
    "園長名",       "院長名",     "校長名",    "所長名",     "館長名",   "委員名",     "保護者",        "生年月日",
    "誕生日",       "生まれ",     "自宅",      "本籍",       "国籍",     "携帯",       "個人番号",      "マイナンバー",
    "口座",         "緊急連絡先", "続柄",      "病歴",       "障害等級", "要介護度",   "学年氏名",      "fullname",
    "full_name",    "surname",    "givenname", "given_name", "birthday", "birth_date", "date_of_birth", "birthdate",
    "home_address", "mobile",     "cellphone"};

/// ... and one that is just this.
inline constexpr std::string_view columnNames[] = {"名前", "姓",         "名",     "年齢", "性別", "代表者", "担当者",
                                                   "会長", "個人メール", "person", "age",  "sex",  "gender"};

/// Columns of addresses and telephones: harmless for institutions, not beside the names of persons.
inline constexpr std::string_view waysToReach[] = {"住所",  "所在地",  "電話",   "tel",
                                                   "phone", "address", "メール", "mail"};

/// The commonest surnames; of two letters and more, since one letter begins too much else.
inline constexpr std::string_view surnames[] = {
    "佐藤", "鈴木",   "高橋", "田中", "伊藤",   "渡辺", "渡邊", "渡部", "山本", "中村", "小林",   "加藤", "吉田",
    "山田", "佐々木", "山口", "松本", "井上",   "木村", "斎藤", "斉藤", "齋藤", "清水", "山崎",   "阿部", "池田",
    "橋本", "山下",   "石川", "中島", "前田",   "藤田", "後藤", "小川", "岡田", "村上", "長谷川", "近藤", "石井",
    "坂本", "遠藤",   "藤井", "青木", "福田",   "三浦", "西村", "藤原", "太田", "松田", "原田",   "岡本", "中野",
    "中川", "小野",   "田村", "竹内", "金子",   "中山", "和田", "石田", "工藤", "上田", "森田",   "酒井", "柴田",
    "宮崎", "横山",   "宮本", "内田", "高木",   "安藤", "谷口", "大野", "丸山", "今井", "河野",   "藤本", "村田",
    "武田", "上野",   "杉山", "増田", "平野",   "大塚", "千葉", "久保", "松井", "岩崎", "桜井",   "木下", "野口",
    "松尾", "野村",   "菊地", "菊池", "佐野",   "杉本", "新井", "古川", "浜田", "市川", "小松",   "高野", "水野",
    "吉川", "山内",   "西田", "西川", "五十嵐", "北村", "安田", "中田", "川口", "平田", "川崎",   "飯田", "吉村",
    "本田", "久保田", "沢田", "辻",   "関",     "吉岡", "中西", "服部", "川上"};

/// A text that ends or goes on so is an institution, however it begins.
inline constexpr std::string_view institutions[] = {
    "医院", "病院", "クリニック", "歯科", "内科",     "外科",   "眼科", "皮膚科", "診療所", "薬局",
    "園",   "校",   "館",         "所",   "局",       "店",     "堂",   "会",     "室",     "寺",
    "社",   "宮",   "荘",         "苑",   "センター", "ホーム", "公園", "広場",   "駅",     "橋",
    "市",   "町",   "村",         "区",   "県",       "丁目",   "線",   "台"};

inline constexpr std::string_view privateMail[] = {
    "@gmail.", "@yahoo.",    "@icloud.",     "@hotmail.", "@outlook.", "@live.",  "@docomo.",  "@ezweb.",
    "@au.com", "@softbank.", "@i.softbank.", "@ymobile.", "@me.com",   "@nifty.", "@biglobe.", "@ocn."};

}  // namespace chiiki::person_words
