#include "core/io/ksj_sets.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace chiiki;

namespace {

/// A layer of these attributes with one record.
VectorLayer layer(const std::vector<std::string>& fields, const std::vector<std::string>& values)
{
    VectorLayer made;
    made.fields = fields;
    VectorFeature feature;
    feature.row = 1;
    feature.values = values;
    made.features.push_back(feature);
    return made;
}

/// What the set takes a heading for; Ignore where it does not know it.
ColumnRole roleOf(const SetMatch& match, const std::vector<std::string>& headings, const std::string& heading)
{
    const auto found = std::find(headings.begin(), headings.end(), heading);
    REQUIRE(found != headings.end());
    const StandardColumn* column = match.columns[static_cast<std::size_t>(found - headings.begin())];
    return column ? column->role : ColumnRole::Ignore;
}

}  // namespace

TEST_CASE("hospitals and clinics of P04 are told by their attributes, their classes in words", "[ksj]")
{
    VectorLayer read =
        layer({"P04_001", "P04_002", "P04_003", "P04_004", "P04_008"}, {"3", "合成歯科", "山口県山口市", "歯", "0"});
    spellOutKsj(read);
    CHECK(read.features[0].values[0] == "歯科診療所");
    const auto match = matchStandardSet(read.fields);
    REQUIRE(match);
    CHECK(match->set->id == "medical");
    CHECK(match->set->title.ja.find("P04") != std::string::npos);
    CHECK(match->known == 5);
    CHECK(roleOf(*match, read.fields, "P04_001") == ColumnRole::Type);
    CHECK(roleOf(*match, read.fields, "P04_002") == ColumnRole::Name);
    CHECK(roleOf(*match, read.fields, "P04_003") == ColumnRole::Address);
}

TEST_CASE("schools of 2013 number their attributes otherwise than those of today, and are read alike", "[ksj]")
{
    VectorLayer today = layer({"P29_001", "P29_002", "P29_003", "P29_004", "P29_005", "P29_006", "P29_007"},
                              {"35203", "B135", "16001", "合成小学校", "山口市", "3", "1"});
    VectorLayer before = layer({"P29_001", "P29_002", "P29_003", "P29_004", "P29_005", "P29_006", "P29_007"},
                               {"35203", "16", "16001", "16001", "合成小学校", "山口市", "3"});
    for (VectorLayer* read : {&today, &before}) {
        spellOutKsj(*read);
        const auto match = matchStandardSet(read->fields);
        REQUIRE(match);
        CHECK(match->set->facilityKind == "school");
        CHECK(read->features[0].values[*read->field("P29_004")] == "合成小学校");
        CHECK(read->features[0].values[*read->field("P29_005")] == "山口市");
        CHECK(read->features[0].values[*read->field("P29_003")] == "小学校");
    }
}

TEST_CASE("welfare facilities of 2015 come under the names of 2021", "[ksj]")
{
    VectorLayer read =
        layer({"P14_001", "P14_002", "P14_003", "P14_004", "P14_005", "P14_006", "P14_007", "P14_008", "P14_009"},
              {"山口県", "山口市", "合成町1", "19", "1900", "190001", "合成荘", "4", "1"});
    spellOutKsj(read);
    CHECK(read.features[0].values[*read.field("P14_008")] == "合成荘");
    CHECK(read.features[0].values[*read.field("P14_004")] == "合成町1");
    REQUIRE(matchStandardSet(read.fields));

    VectorLayer today =
        layer({"P14_001", "P14_004", "P14_005", "P14_008", "P14_010"}, {"山口県", "合成町1", "02", "合成荘", "1"});
    spellOutKsj(today);
    CHECK(today.fields[1] == "P14_004");
    CHECK(today.features[0].values[2] == "老人福祉施設");
}

TEST_CASE("a capacity that P20 does not know is none", "[ksj]")
{
    VectorLayer read = layer({"P20_001", "P20_002", "P20_003", "P20_004", "P20_005"},
                             {"35203", "合成体育館", "山口市", "指定避難所", "-1"});
    spellOutKsj(read);
    CHECK(read.features[0].values[4].empty());
    const auto match = matchStandardSet(read.fields);
    REQUIRE(match);
    CHECK(match->set->facilityKind == "shelter");
    CHECK(roleOf(*match, read.fields, "P20_005") == ColumnRole::Capacity);
}

TEST_CASE("each layer of facilities has one name, and every set can be told from the others", "[ksj]")
{
    CHECK(ksjSets().size() == 9);
    for (const StandardSet& set : ksjSets()) {
        CAPTURE(set.title.ja);
        CHECK(std::count_if(set.columns.begin(), set.columns.end(),
                            [](const StandardColumn& column) { return column.role == ColumnRole::Name; }) == 1);
        std::vector<std::string> headings;
        for (const StandardColumn& column : set.columns)
            headings.emplace_back(column.name);
        const auto match = matchStandardSet(headings);
        REQUIRE(match);
        CHECK(match->set->title.ja == set.title.ja);
    }
}

TEST_CASE("layers of other data stay as they are", "[ksj]")
{
    VectorLayer read = layer({"N03_001", "N03_007"}, {"山口県", "35203"});
    const VectorLayer before = read;
    spellOutKsj(read);
    CHECK(read.fields == before.fields);
    CHECK(read.features[0].values == before.features[0].values);
    CHECK_FALSE(matchStandardSet(read.fields));
}
