#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.h"
#include "core/io/data_layer.h"

namespace chiiki {

/// What must not be published without a rule that allows it.
enum class Disclosure {
    Personal,    // a column or cell that tells of a person
    SmallCount,  // so few people that they may be known
};

/// "personal", "small_counts": the words of the command line.
std::string_view code(Disclosure disclosure);

struct DisclosureFault {
    Disclosure kind = Disclosure::Personal;
    std::string column;   // id of the field
    std::size_t row = 0;  // of the table, the header being 1; 0 = the column as a whole
    Message message;      // why, and what would do
};

/// Fewer people than this are not published. Ten is the least number that the open data of Japan's health insurance
/// claims (NDB) print.
inline constexpr double fewestPeople = 10;

struct DisclosureQuestion {
    std::set<std::string> marked;         // ids of fields that their plugin declares personal
    std::set<std::string> peopleColumns;  // ids of fields that count people
    std::set<std::string>
        ofPlaces;  // ids of fields known to speak of institutions: their names and dates are not asked
    double smallest = fewestPeople;
    std::string asOf;  // ISO date: what counts as long ago
};

/// What a table would disclose: columns marked so, columns whose name says so (氏名, 生年月日, 携帯番号, ...), columns
/// and cells that look so (names of persons, mobile numbers, private mail addresses, individual numbers, dates of
/// birth, addresses beside names of persons), and counts of 1 to smallest - 1 people. In the order of columns, then
/// rows. Names of persons are told by a common surname or a blank between two names, in at least half of a column.
std::vector<DisclosureFault> disclosuresOf(const DataLayer& table, const DisclosureQuestion& question);

/// Whether a text is written as 個人番号: 12 digits, the last one right (sum of weights modulo 11).
bool isIndividualNumber(std::string_view text);

/// 090-1234-5678, (080)12345678, +81 70 ...: a mobile telephone.
bool isMobileNumber(std::string_view text);

/// A name of a Japanese person in kanji or kana: 「佐藤 花子」, 「田中太郎」, with or without 様.
bool looksLikePerson(std::string_view text);

}  // namespace chiiki
