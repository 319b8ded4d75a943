#include "workbench/usecases/karte_tables.h"

#include "core/io/xlsx_writer.h"
#include "maps/layout/karte_parts.h"
#include "workbench/usecases/explain.h"

namespace chiiki {
namespace {

class Tables {
public:
    explicit Tables(Language language)
        : language_(language)
    {
        numbers_ = sheet("karte.sheet_numbers",
                         {"karte.head_code", "karte.head_district", "karte.head_slot", "karte.head_indicator",
                          "karte.head_title", "karte.head_year", "karte.head_value", "karte.head_category",
                          "karte.head_unit", "karte.head_absent", "karte.head_status", "karte.head_rank",
                          "karte.head_ranked", "karte.head_city", "karte.head_mean", "karte.head_sources"});
        years_ = sheet("karte.sheet_years",
                       {"karte.head_code", "karte.head_district", "karte.head_indicator", "karte.head_title",
                        "karte.head_year", "karte.head_series", "karte.head_value", "karte.head_unit"});
        rows_ =
            sheet("karte.sheet_rows", {"karte.head_code", "karte.head_district", "karte.head_slot", "karte.head_table",
                                       "karte.head_row", "karte.head_times", "karte.head_status"});
        findings_ = sheet("karte.sheet_findings", {"karte.head_code", "karte.head_district", "karte.head_severity",
                                                   "karte.head_text", "karte.head_action", "karte.head_status"});
        sentences_ = sheet("karte.sheet_sentences", {"karte.head_code", "karte.head_district", "karte.head_text"});
        sources_ = sheet("karte.sheet_sources",
                         {"karte.head_number", "karte.head_source", "karte.head_title", "karte.head_publisher",
                          "karte.head_licence", "karte.head_as_of", "karte.head_sha256"});
    }

    void add(const KartePage& page)
    {
        for (const KarteNumber& number : page.keys)
            addNumber(page, say("karte.slot_key"), number);
        for (const auto& column : page.columns)
            for (const KarteSlot& slot : column)
                addSlot(page, slot);
        for (const std::string& sentence : page.sentences)
            sentences_.rows.push_back(cellsOf(page.districtCode, page.name, sentence));
    }

    void add(const KarteSource& source)
    {
        const SourceEdition& edition = *source.edition;
        sources_.rows.push_back(cellsOf(sourceSigns({source.number}), edition.sourceId, edition.title.in(language_),
                                        edition.publisher, edition.licence, edition.asOf, edition.sha256));
    }

    Result<std::string> write() const { return makeXlsx({numbers_, years_, rows_, findings_, sentences_, sources_}); }

private:
    std::string say(std::string_view code) const { return speak({code, {}}, language_); }

    Sheet sheet(std::string_view name, const std::vector<std::string_view>& headings) const
    {
        Sheet made;
        made.name = say(name);
        for (const std::string_view heading : headings)
            made.headings.push_back(say(heading));
        return made;
    }

    template <typename... Cells>
    static std::vector<SheetCell> cellsOf(Cells&&... cells)
    {
        std::vector<SheetCell> made;
        made.reserve(sizeof...(cells));
        (made.emplace_back(std::forward<Cells>(cells)), ...);
        return made;
    }

    static SheetCell cell(const std::optional<double>& number)
    {
        return number ? SheetCell(*number) : SheetCell(std::monostate());
    }

    /// In the unit beside it, as the page has it: shares in percent. Of a category nothing: its name is in a column of
    /// its own, so that numbers stay numbers.
    static SheetCell cell(const std::optional<double>& number, const Indicator& indicator)
    {
        if (!number || indicator.kind == IndicatorKind::Category)
            return std::monostate();
        return *number * (indicator.unit == "ratio" ? 100 : 1);
    }

    std::string categoryName(const KarteNumber& number) const
    {
        const auto value = number.value.number();
        const Text* category = value ? categoryOf(number.indicator, *value) : nullptr;
        return category ? category->in(language_) : std::string();
    }

    std::string wordOf(Severity severity) const
    {
        return say(severity == Severity::Act     ? "karte.severity_act"
                   : severity == Severity::Watch ? "karte.severity_watch"
                                                 : "karte.severity_note");
    }

    void addNumber(const KartePage& page, const std::string& slot, const KarteNumber& number)
    {
        const Indicator& indicator = number.indicator;
        const std::string& title = indicator.title.in(language_);
        const std::string unit = unitTitle(indicator.unit, language_);
        std::string absent;
        if (!number.value.isNumber())
            absent = absenceWord(number.value.absence(), language_) + ": " + number.absentReason;
        numbers_.rows.push_back(
            cellsOf(page.districtCode, page.name, slot, indicator.id, title,
                    cell(number.year ? std::optional<double>(number.year->year) : std::nullopt),
                    cell(number.value.number(), indicator), categoryName(number), unit, absent,
                    number.value.isNumber() ? statusText(number.value.status, language_) : std::string(),
                    cell(number.rank ? std::optional<double>(*number.rank) : std::nullopt), double(number.ranked),
                    cell(number.city.number(), indicator), cell(number.mean, indicator), sourceSigns(number.sources)));
        const auto addYear = [&](const KarteNumber::Year& year, Series series) {
            years_.rows.push_back(cellsOf(page.districtCode, page.name, indicator.id, title, double(year.year),
                                          say(series == Series::Target ? "karte.key_target" : "maps.view_actual"),
                                          cell(year.number, indicator), unit));
        };
        for (const KarteNumber::Year& year : number.years)
            addYear(year, Series::Actual);
        if (number.target)
            addYear(*number.target, Series::Target);
    }

    void addSlot(const KartePage& page, const KarteSlot& slot)
    {
        if (const auto* position = std::get_if<KartePosition>(&slot.content))
            for (const KarteNumber& number : position->numbers)
                addNumber(page, slot.title, number);
        if (const auto* map = std::get_if<KarteMap>(&slot.content))
            for (const KarteNumber& number : map->counts)
                addNumber(page, slot.title, number);
        if (const auto* section = std::get_if<KarteSection>(&slot.content)) {
            for (const KarteNumber& number : section->numbers)
                addNumber(page, slot.title, number);
            if (section->rows)
                for (const KarteRows::Row& row : section->rows->rows)
                    addRow(page, slot.title, section->rows->title, row);
        }
        if (const auto* findings = std::get_if<KarteFindings>(&slot.content))
            for (const KarteFindings::Item& item : findings->items)
                findings_.rows.push_back(cellsOf(page.districtCode, page.name, wordOf(item.severity), item.text,
                                                 item.action, sampleWord(item.isSample)));
    }

    void addRow(const KartePage& page, const std::string& slot, const std::string& table, const KarteRows::Row& row)
    {
        std::string text;
        for (const std::string& one : row.cells)
            if (!one.empty())
                text += (text.empty() ? "" : " ") + one;
        rows_.rows.push_back(
            cellsOf(page.districtCode, page.name, slot, table, text, double(row.times), sampleWord(row.isSample)));
    }

    std::string sampleWord(bool isSample) const { return isSample ? say("maps.sample_stamp") : std::string(); }

    Language language_;
    Sheet numbers_, years_, rows_, findings_, sentences_, sources_;
};

}  // namespace

Result<std::string> karteXlsx(const KarteBook& book, const std::vector<std::size_t>& pages, Language language)
{
    Tables tables(language);
    for (const std::size_t page : pages)
        tables.add(book.pages[page]);
    for (const KarteSource& source : book.sources)
        tables.add(source);
    return tables.write();
}

}  // namespace chiiki
