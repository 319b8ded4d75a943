#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <QCoreApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QXmlStreamReader>

#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/labels.h"
#include "workbench/desktop/qt_texts.h"
#include "workbench/desktop/words.h"

using namespace chiiki;
using namespace chiiki::desktop;

namespace {

namespace fs = std::filesystem;

const fs::path desktopFolder = fs::path(CHIIKI_SOURCE_DIR) / "workbench/desktop";

struct LabelLine {
    std::string id;
    std::string sentence;
};

std::vector<LabelLine> labelsOf(const fs::path& path)
{
    QFile file(QString::fromStdString(path.string()));
    INFO(path.string());
    REQUIRE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    std::vector<LabelLine> lines;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("message"))
            lines.push_back({xml.attributes().value(QLatin1String("id")).toString().toStdString(), {}});
        else if (xml.name() == QLatin1String("translation"))
            lines.back().sentence = xml.readElementText().toStdString();
    }
    INFO(xml.errorString().toStdString());
    REQUIRE_FALSE(xml.hasError());
    return lines;
}

// Parts of the window, each with one file a language: "map" for map_ja.ts and map_en.ts.
std::set<std::string> parts(const std::string& language)
{
    std::set<std::string> found;
    for (const auto& entry : fs::directory_iterator(desktopFolder / "i18n")) {
        const std::string name = entry.path().filename().string();
        const std::string end = "_" + language + ".ts";
        if (name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0)
            found.insert(name.substr(0, name.size() - end.size()));
    }
    return found;
}

std::map<std::string, std::string> allLabels(const std::string& language)
{
    std::map<std::string, std::string> labels;
    for (const std::string& part : parts(language)) {
        for (const LabelLine& line : labelsOf(desktopFolder / "i18n" / (part + "_" + language + ".ts"))) {
            INFO(part << ": " << line.id << " is there twice");
            CHECK(labels.emplace(line.id, line.sentence).second);
        }
    }
    return labels;
}

std::set<std::string> placesIn(const std::string& sentence)
{
    static const std::regex place(R"(\{[0-9]\})");
    return {std::sregex_token_iterator(sentence.begin(), sentence.end(), place), std::sregex_token_iterator()};
}

std::string readAll(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

// The string literals of a source file, without its comments. Raw strings (style sheets) are left out too.
std::vector<std::string> literalsOf(const fs::path& path)
{
    const std::string text = readAll(path);
    std::vector<std::string> literals;
    for (std::size_t i = 0; i < text.size();) {
        if (text.compare(i, 2, "//") == 0) {
            i = std::min(text.find('\n', i), text.size());
        } else if (text.compare(i, 3, "R\"(") == 0) {
            i = std::min(text.find(")\"", i), text.size() - 2) + 2;
        } else if (text[i] == '\'') {
            i += text[i + 1] == '\\' ? 4 : 3;
        } else if (text[i] == '"') {
            std::string literal;
            for (++i; i < text.size() && text[i] != '"'; ++i) {
                if (text[i] == '\\')
                    ++i;
                literal += text[i];
            }
            literals.push_back(literal);
            ++i;
        } else {
            ++i;
        }
    }
    return literals;
}

std::vector<fs::path> sources()
{
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(desktopFolder))
        if (entry.path().extension() == ".cpp" || entry.path().extension() == ".h")
            found.push_back(entry.path());
    return found;
}

std::set<std::string> idsInSources()
{
    static const std::regex id(R"(desktop\.[a-z0-9_]+)");
    std::set<std::string> ids;
    for (const fs::path& path : sources())
        for (const std::string& literal : literalsOf(path))
            if (std::regex_match(literal, id))
                ids.insert(literal);
    return ids;
}

bool hasJapanese(const std::string& text)
{
    const QString letters = QString::fromStdString(text);
    return std::any_of(letters.begin(), letters.end(), [](QChar letter) {
        const ushort code = letter.unicode();
        return (code >= 0x3041 && code <= 0x30FF && code != 0x30FB) || (code >= 0x3400 && code <= 0x9FFF);
    });
}

}  // namespace

TEST_CASE("each part of the window has its labels in both languages, sorted and with the same places", "[labels]")
{
    REQUIRE_FALSE(parts("ja").empty());
    REQUIRE(parts("ja") == parts("en"));
    for (const std::string& part : parts("ja")) {
        INFO(part);
        const auto ja = labelsOf(desktopFolder / "i18n" / (part + "_ja.ts"));
        const auto en = labelsOf(desktopFolder / "i18n" / (part + "_en.ts"));
        CHECK(std::is_sorted(ja.begin(), ja.end(), [](const auto& a, const auto& b) { return a.id < b.id; }));
        REQUIRE(ja.size() == en.size());
        for (std::size_t i = 0; i < ja.size(); ++i) {
            INFO(ja[i].id);
            CHECK(ja[i].id == en[i].id);
            CHECK_FALSE(ja[i].sentence.empty());
            CHECK_FALSE(en[i].sentence.empty());
            CHECK(placesIn(ja[i].sentence) == placesIn(en[i].sentence));
        }
    }
}

TEST_CASE("every label is compiled into the program as its .ts file says it", "[labels]")
{
    for (const auto& [language, spoken] : {std::pair("ja", Language::Japanese), std::pair("en", Language::English)}) {
        for (const auto& [id, sentence] : allLabels(language)) {
            INFO(language << " " << id);
            CHECK(isLabel(id));
            // The places filled with themselves give the sentence back.
            CHECK(label({id, {"{0}", "{1}", "{2}", "{3}", "{4}", "{5}"}}, spoken) == sentence);
        }
    }
}

TEST_CASE("the window uses every label, and what it says is a label or a sentence of the catalogue, not both",
          "[labels]")
{
    const auto labels = allLabels("ja");
    const std::set<std::string> used = idsInSources();
    REQUIRE(used.size() > 50);
    std::vector<std::string> unknown;
    std::vector<std::string> twice;
    for (const std::string& id : used) {
        if (!labels.count(id) && !isInCatalogue(id))
            unknown.push_back(id);
        if (labels.count(id) && isInCatalogue(id))
            twice.push_back(id);
    }
    std::vector<std::string> unused;
    for (const auto& [id, sentence] : labels)
        if (!used.count(id))
            unused.push_back(id);
    const std::string catalogue = readAll(fs::path(CHIIKI_SOURCE_DIR) / "core/base/messages/desktop.inc");
    const std::regex code(R"re(\{"(desktop\.[a-z0-9_]+)")re");
    for (std::sregex_iterator match(catalogue.begin(), catalogue.end(), code), end; match != end; ++match)
        if (!used.count((*match)[1].str()))
            unused.push_back((*match)[1].str());
    CAPTURE(unknown, twice, unused);
    CHECK(unknown.empty());
    CHECK(twice.empty());
    CHECK(unused.empty());
}

TEST_CASE("no sentence of the window stands in its sources", "[labels]")
{
    // What shows text, given a literal with a word in it. An object's name is not text.
    const std::regex written(
        R"re((setText|setToolTip|setStatusTip|setWhatsThis|setAccessibleName|setAccessibleDescription|setWindowTitle|)re"
        R"re(setPlaceholderText|setTitle|setPrefix|setSuffix|addMenu|addAction|addTab|addItem|QLabel|QPushButton)\(\s*)re"
        R"re((QStringLiteral|QLatin1String|QString::fromUtf8|tr)?\(?"[^"]*[A-Za-z]{2,}|\btr\(")re");
    std::vector<std::string> found;
    for (const fs::path& path : sources()) {
        for (const std::string& literal : literalsOf(path))
            if (hasJapanese(literal) && literal.find(".chiiki") == std::string::npos)  // a workspace's file name
                found.push_back(path.filename().string() + ": " + literal);
        const std::string text = readAll(path);
        for (std::sregex_iterator match(text.begin(), text.end(), written), end; match != end; ++match)
            found.push_back(path.filename().string() + ": " + match->str());
    }
    CAPTURE(found);
    CHECK(found.empty());
}

TEST_CASE("words speak the other language after the switch, and say an error's sentence too", "[labels]")
{
    Words words(Language::Japanese);
    CHECK(words("desktop.menu_view") == QStringLiteral("表示(&V)"));
    CHECK(words("desktop.rank_of", {"3", "21"}) == QStringLiteral("3位/21地域"));
    words.switchLanguage();
    CHECK(words("desktop.menu_view") == QStringLiteral("&View"));
    CHECK(words("desktop.rank_of", {"3", "21"}) == QStringLiteral("rank 3 of 21"));
    CHECK(words.say({"base.internal", {"x"}}) == QStringLiteral("Internal error: x"));
    CHECK_FALSE(isLabel("base.internal"));
}

TEST_CASE("Qt's own texts are said in the language of the window", "[labels]")
{
    test::needApplication();
    if (!fs::exists(QLibraryInfo::path(QLibraryInfo::TranslationsPath).toStdString() + "/qtbase_ja.qm")) {
        WARN("skipped: Qt's translations are not installed");
        return;
    }
    const auto cancel = [] { return QCoreApplication::translate("QPlatformTheme", "Cancel"); };
    Words words(Language::Japanese);
    const QtTexts texts(words);
    CHECK(cancel() == QStringLiteral("キャンセル"));
    words.setLanguage(Language::English);
    CHECK(cancel() == QStringLiteral("Cancel"));
}
