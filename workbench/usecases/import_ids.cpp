#include "workbench/usecases/import_ids.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>

#include "core/text/names.h"
#include "core/text/utf8.h"
#include "workbench/usecases/import_table.h"

namespace chiiki::imports {
namespace {

constexpr std::size_t longestWord = 40;

struct Word {
    std::string_view ja;
    std::string_view id;  // empty: it says nothing that an id needs
};

// Of several that fit the longest counts.
constexpr Word words[] = {
    // who
    {"人口", "population"},
    {"総人口", "population"},
    {"世帯", "households"},
    {"世帯数", "households"},
    {"会員", "members"},
    {"会員数", "members"},
    {"人数", "people"},
    {"人員", "people"},
    {"者数", "people"},
    {"高齢者", "elderly"},
    {"高齢者数", "elderly"},
    {"児童", "children"},
    {"児童数", "children"},
    {"子ども", "children"},
    {"こども", "children"},
    {"生徒", "pupils"},
    {"生徒数", "pupils"},
    {"住民", "residents"},
    {"市民", "citizens"},
    {"男性", "men"},
    {"女性", "women"},
    {"男", "men"},
    {"女", "women"},
    {"職員", "staff"},
    {"委員", "committee"},
    {"役員", "officers"},
    {"民生委員", "minsei_iin"},
    {"団体", "groups"},
    {"自治会", "jichikai"},
    {"町内会", "chonaikai"},
    {"利用者", "users"},
    {"利用者数", "users"},
    {"参加者", "participants"},
    {"参加者数", "participants"},
    {"来場者", "visitors"},
    {"来場者数", "visitors"},
    {"登録者", "registered"},
    {"登録者数", "registered"},
    {"要支援者", "needing_support"},
    {"対象者", "eligible"},
    {"対象者数", "eligible"},
    {"認定者", "certified"},
    {"認定者数", "certified"},
    {"受診者", "examined"},
    {"受診者数", "examined"},
    // how much
    {"数", "count"},
    {"件数", "cases"},
    {"回数", "times"},
    {"日数", "days"},
    {"個数", "pieces"},
    {"台数", "vehicles"},
    {"箇所数", "places"},
    {"か所数", "places"},
    {"施設数", "facilities"},
    {"団体数", "groups"},
    {"金額", "amount"},
    {"額", "amount"},
    {"量", "volume"},
    {"率", "rate"},
    {"割合", "share"},
    {"構成比", "share"},
    {"平均", "mean"},
    {"合計", "total"},
    {"総数", "total"},
    {"計", "total"},
    {"指数", "index"},
    {"密度", "density"},
    {"面積", "area"},
    {"年齢", "age"},
    {"歳以上", "and_over"},
    {"歳未満", "under"},
    {"歳", "years"},
    {"以上", "and_over"},
    {"未満", "under"},
    {"増減", "change"},
    {"前年", "last_year"},
    {"差", "difference"},
    {"値", "value"},
    {"延べ", "total"},
    {"延", "total"},
    {"実", "net"},
    // what is done
    {"見守り", "mimamori"},
    {"見守", "mimamori"},
    {"買い物", "shopping"},
    {"買物", "shopping"},
    {"支援", "support"},
    {"実績", "results"},
    {"活動", "activities"},
    {"訪問", "visits"},
    {"相談", "consultations"},
    {"配食", "meals"},
    {"移動", "transport"},
    {"販売", "sales"},
    {"送迎", "rides"},
    {"乗車", "boardings"},
    {"乗降", "boardings"},
    {"交流", "exchange"},
    {"通いの場", "kayoi_no_ba"},
    {"居場所", "ibasho"},
    {"加入", "joined"},
    {"加入率", "joining_rate"},
    {"利用", "use"},
    {"参加", "participation"},
    {"登録", "registered"},
    {"開催", "held"},
    {"実施", "done"},
    {"講座", "courses"},
    {"会議", "meetings"},
    {"研修", "training"},
    {"訓練", "drills"},
    {"清掃", "cleaning"},
    {"健診", "checkups"},
    {"検診", "checkups"},
    {"受診", "examined"},
    {"認定", "certified"},
    {"申請", "applications"},
    {"調査", "survey"},
    {"回答", "answers"},
    {"満足度", "satisfaction"},
    {"貸出", "loans"},
    {"出動", "calls"},
    {"収集", "collection"},
    {"計画", "plan"},
    {"目標", "target"},
    {"事業", "projects"},
    {"事業費", "project_cost"},
    {"予算", "budget"},
    {"決算", "accounts"},
    {"交付", "grants"},
    {"交付金", "grants"},
    {"交付額", "granted"},
    {"補助金", "subsidies"},
    {"補助", "subsidies"},
    {"費", "cost"},
    // of what
    {"高齢化率", "ageing_rate"},
    {"高齢化", "ageing"},
    {"高齢", "elderly"},
    {"出生", "births"},
    {"死亡", "deaths"},
    {"転入", "moved_in"},
    {"転出", "moved_out"},
    {"空き家", "vacant_houses"},
    {"空家", "vacant_houses"},
    {"住宅", "housing"},
    {"防災", "disaster_preparedness"},
    {"災害", "disaster"},
    {"避難", "evacuation"},
    {"避難所", "shelters"},
    {"避難場所", "shelters"},
    {"施設", "facilities"},
    {"介護", "care"},
    {"医療", "medical"},
    {"福祉", "welfare"},
    {"健康", "health"},
    {"保育", "childcare"},
    {"子育て", "child_rearing"},
    {"学校", "schools"},
    {"図書館", "library"},
    {"図書", "books"},
    {"公園", "parks"},
    {"道路", "roads"},
    {"農地", "farmland"},
    {"鳥獣", "wildlife"},
    {"被害", "damage"},
    {"水道", "water"},
    {"交通", "traffic"},
    {"事故", "accidents"},
    {"火災", "fires"},
    {"救急", "ambulance"},
    {"犯罪", "crimes"},
    {"運行", "service"},
    {"便数", "runs"},
    {"地域", "district"},
    {"地区", "district"},
    {"町丁", "town"},
    {"市", "city"},
    {"課", "section"},
    {"年度", ""},
    {"年", ""},
    {"月", ""},
    {"別", ""},
    {"等", ""},
    {"の", ""},
    {"と", ""},
    {"及び", ""},
    {"表", "table"},
    {"一覧", "list"},
    {"状況", "status"},
    {"集計", "summary"},
    {"統計", "statistics"},
    {"データ", "data"},
    {"資料", "material"},
    {"新規", "new"},
    {"全体", "whole"},
    {"全", "all"},
    {"総", "total"},
    // in katakana, but not as they sound
    {"バス", "bus"},
    {"タクシー", "taxi"},
    {"コミュニティ", "community"},
    {"ボランティア", "volunteers"},
    {"アンケート", "survey"},
    {"サービス", "service"},
    {"センター", "centre"},
    {"イベント", "events"},
    {"クラブ", "clubs"},
    {"メンバー", "members"},
};

struct Sound {
    std::string_view kana;
    std::string_view roman;
};
constexpr Sound sounds[] = {
    {"キャ", "kya"}, {"キュ", "kyu"}, {"キョ", "kyo"}, {"シャ", "sha"}, {"シュ", "shu"}, {"ショ", "sho"},
    {"チャ", "cha"}, {"チュ", "chu"}, {"チョ", "cho"}, {"ニャ", "nya"}, {"ニュ", "nyu"}, {"ニョ", "nyo"},
    {"ヒャ", "hya"}, {"ヒュ", "hyu"}, {"ヒョ", "hyo"}, {"ミャ", "mya"}, {"ミュ", "myu"}, {"ミョ", "myo"},
    {"リャ", "rya"}, {"リュ", "ryu"}, {"リョ", "ryo"}, {"ギャ", "gya"}, {"ギュ", "gyu"}, {"ギョ", "gyo"},
    {"ジャ", "ja"},  {"ジュ", "ju"},  {"ジョ", "jo"},  {"ビャ", "bya"}, {"ビュ", "byu"}, {"ビョ", "byo"},
    {"ピャ", "pya"}, {"ピュ", "pyu"}, {"ピョ", "pyo"}, {"ファ", "fa"},  {"フィ", "fi"},  {"フェ", "fe"},
    {"フォ", "fo"},  {"ティ", "ti"},  {"ディ", "di"},  {"シェ", "she"}, {"ジェ", "je"},  {"チェ", "che"},
    {"ア", "a"},     {"イ", "i"},     {"ウ", "u"},     {"エ", "e"},     {"オ", "o"},     {"カ", "ka"},
    {"キ", "ki"},    {"ク", "ku"},    {"ケ", "ke"},    {"コ", "ko"},    {"サ", "sa"},    {"シ", "shi"},
    {"ス", "su"},    {"セ", "se"},    {"ソ", "so"},    {"タ", "ta"},    {"チ", "chi"},   {"ツ", "tsu"},
    {"テ", "te"},    {"ト", "to"},    {"ナ", "na"},    {"ニ", "ni"},    {"ヌ", "nu"},    {"ネ", "ne"},
    {"ノ", "no"},    {"ハ", "ha"},    {"ヒ", "hi"},    {"フ", "fu"},    {"ヘ", "he"},    {"ホ", "ho"},
    {"マ", "ma"},    {"ミ", "mi"},    {"ム", "mu"},    {"メ", "me"},    {"モ", "mo"},    {"ヤ", "ya"},
    {"ユ", "yu"},    {"ヨ", "yo"},    {"ラ", "ra"},    {"リ", "ri"},    {"ル", "ru"},    {"レ", "re"},
    {"ロ", "ro"},    {"ワ", "wa"},    {"ヲ", "o"},     {"ン", "n"},     {"ガ", "ga"},    {"ギ", "gi"},
    {"グ", "gu"},    {"ゲ", "ge"},    {"ゴ", "go"},    {"ザ", "za"},    {"ジ", "ji"},    {"ズ", "zu"},
    {"ゼ", "ze"},    {"ゾ", "zo"},    {"ダ", "da"},    {"ヂ", "ji"},    {"ヅ", "zu"},    {"デ", "de"},
    {"ド", "do"},    {"バ", "ba"},    {"ビ", "bi"},    {"ブ", "bu"},    {"ベ", "be"},    {"ボ", "bo"},
    {"パ", "pa"},    {"ピ", "pi"},    {"プ", "pu"},    {"ペ", "pe"},    {"ポ", "po"},    {"ッ", ""},
    {"ー", ""},      {"ヴ", "vu"},
};

/// The longest word that the text begins with; nullptr: none.
const Word* wordAt(std::string_view text)
{
    const Word* longest = nullptr;
    for (const Word& word : words)
        if (text.starts_with(word.ja) && (!longest || word.ja.size() > longest->ja.size()))
            longest = &word;
    return longest;
}

const Sound* soundAt(std::string_view text)
{
    for (const Sound& sound : sounds)
        if (text.starts_with(sound.kana))
            return &sound;
    return nullptr;
}

bool isOfBase(const std::string& id, const std::string& base)
{
    return id.size() > base.size() && id.starts_with(base) && id[base.size()] == '.';
}

}  // namespace

std::optional<std::string> typedWord(const std::string& text)
{
    const std::string plain = normalisedName(text);
    const std::string katakana = toKatakana(plain);  // of the same length, letter by letter
    std::string id;
    bool isOpen = false;  // the last part may go on: of kana, or of ASCII
    const auto begin = [&](bool goesOn) {
        if (!id.empty() && id.back() != '_' && !(isOpen && goesOn))
            id += '_';
        isOpen = goesOn;
    };
    for (std::size_t at = 0; at < plain.size();) {
        const auto byte = static_cast<unsigned char>(plain[at]);
        if (byte < 0x80) {
            if (std::isalnum(byte)) {
                begin(true);
                id += plain[at];
            } else {
                isOpen = false;
            }
            ++at;
            continue;
        }
        if (const Word* word = wordAt(std::string_view(plain).substr(at))) {
            if (!word->id.empty()) {
                begin(false);
                id += word->id;
            }
            at += word->ja.size();
            isOpen = false;
            continue;
        }
        const Sound* sound = soundAt(std::string_view(katakana).substr(at));
        if (!sound)
            return std::nullopt;
        begin(true);
        id += sound->roman;
        at += sound->kana.size();
    }
    while (!id.empty() && id.back() == '_')
        id.pop_back();
    const bool isWord = id.size() >= 2 && id.size() <= longestWord &&
                        std::any_of(id.begin(), id.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return isWord ? std::optional(id) : std::nullopt;
}

std::string baseOfIndicators(const Snapshot& city, const std::string& stem, bool isAlone)
{
    for (const SourceEdition& edition : city.sources) {
        if (isAlone || stem.empty() || edition.fileName.empty() || stemWithoutYear(edition.fileName) != stem)
            continue;
        for (const IndicatorValue& value : city.values)
            if (value.sourceId == edition.sourceId)
                return value.indicatorId.substr(0, value.indicatorId.find('.'));
    }
    const std::string wanted = std::string(importedPrefix) + typedWord(stem).value_or("table");
    const auto isTaken = [&](const std::string& base) {
        return findSource(city, base) ||
               std::any_of(city.indicators.begin(), city.indicators.end(),
                           [&](const Indicator& indicator) { return isOfBase(indicator.id, base); });
    };
    std::string base = wanted;
    for (int n = 2; isTaken(base); ++n)
        base = wanted + "_" + std::to_string(n);
    return base;
}

std::string idOfIndicator(const Snapshot& city, const std::string& base, const std::string& title,
                          const std::map<std::string, std::string>& taken)
{
    for (const Indicator& indicator : city.indicators)
        if (isOfBase(indicator.id, base) && normalisedName(indicator.title.ja) == normalisedName(title))
            return indicator.id;
    const auto isOfOther = [&](const std::string& id) {
        const auto here = taken.find(id);
        return (here != taken.end() && normalisedName(here->second) != normalisedName(title)) ||
               std::any_of(city.indicators.begin(), city.indicators.end(),
                           [&](const Indicator& indicator) { return indicator.id == id; });
    };
    std::string word = typedWord(title).value_or("value");
    if (std::isdigit(static_cast<unsigned char>(word.front())))
        word = "of_" + word;
    const std::string wanted = base + "." + word;
    std::string id = wanted;
    for (int n = 2; isOfOther(id); ++n)
        id = wanted + "_" + std::to_string(n);
    return id;
}

std::string freeSourceId(const Snapshot& city, const std::string& wanted)
{
    std::string id = wanted;
    for (int n = 2; findSource(city, id); ++n)
        id = wanted + "_" + std::to_string(n);
    return id;
}

}  // namespace chiiki::imports
