#include "workbench/usecases/open_data_catalogue.h"

#include <nlohmann/json.hpp>

#include "core/text/hash.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

using Json = nlohmann::ordered_json;

Json inBoth(const std::string& ja, const std::string& en)
{
    Json texts = Json::array({{{"@value", ja}, {"@language", "ja"}}});
    if (!en.empty() && en != ja)
        texts.push_back({{"@value", en}, {"@language", "en"}});
    return texts;
}

/// A day, a month or a year, as much as is known.
Json dateOf(const std::string& date)
{
    const char* type = date.size() == 4 ? "xsd:gYear" : date.size() == 7 ? "xsd:gYearMonth" : "xsd:date";
    return {{"@value", date}, {"@type", type}};
}

/// Address of a licence of Creative Commons; empty for any other and for one that does not say its version.
std::string licenceAddress(const std::string& licence)
{
    const std::string name = normalisedName(licence);
    if (name == "cc0" || name == "cc01.0")
        return "https://creativecommons.org/publicdomain/zero/1.0/";
    static constexpr const char* kinds[] = {"by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"};
    for (const char* kind : kinds)
        for (const char* version : {"4.0", "3.0", "2.1", "2.0"})
            for (const char* between : {"", "-"})
                if (name == "cc" + std::string(between) + kind + between + version)
                    return "https://creativecommons.org/licenses/" + std::string(kind) + "/" + version + "/";
    return {};
}

void addLicence(Json& node, const std::string& licence)
{
    const std::string address = licenceAddress(licence);
    if (address.empty())
        node["dct:rights"].push_back({{"@type", "dct:RightsStatement"}, {"rdfs:label", licence}});
    else
        node["dct:license"] = {{"@id", address}};
}

Json publisherOf(const Snapshot& city)
{
    return {{"@id", "#publisher"},
            {"@type", "foaf:Organization"},
            {"foaf:name", inBoth(city.city.name.ja, city.city.name.en)},
            {"dct:identifier", city.city.code}};
}

Json distributionOf(const PublishedTable& table, const std::string& licence, const std::string& asOf)
{
    Json node = {
        {"@id", "#" + table.id + "-csv"},
        {"@type", "dcat:Distribution"},
        {"dct:title", inBoth(table.title.ja + "（CSV）", table.title.en + " (CSV)")},
        {"dcat:downloadURL", {{"@id", table.fileName}}},
        {"dcat:accessURL", {{"@id", table.fileName}}},
        {"dcat:mediaType", {{"@id", "https://www.iana.org/assignments/media-types/text/csv"}}},
        {"dct:issued", dateOf(asOf)},
        {"dct:modified", dateOf(asOf)},
        {"dcat:byteSize", {{"@value", std::to_string(table.bytes.size())}, {"@type", "xsd:nonNegativeInteger"}}},
        {"spdx:checksum",
         {{"@type", "spdx:Checksum"},
          {"spdx:algorithm", {{"@id", "spdx:checksumAlgorithm_sha256"}}},
          {"spdx:checksumValue", {{"@value", sha256OfBytes(table.bytes)}, {"@type", "xsd:hexBinary"}}}}}};
    addLicence(node, licence);
    return node;
}

Json sourceOf(const SourceEdition& edition)
{
    Json node = {{"@type", "dct:BibliographicResource"},
                 {"dct:identifier", edition.sourceId},
                 {"dct:title", inBoth(edition.title.ja, edition.title.en)},
                 {"dct:publisher", edition.publisher},
                 {"dct:bibliographicCitation", edition.credit}};
    if (!edition.asOf.empty())
        node["dct:date"] = dateOf(edition.asOf);
    if (!edition.limits.ja.empty())
        node["dct:description"] = inBoth(edition.limits.ja, edition.limits.en);
    addLicence(node, edition.licence);
    return node;
}

Json datasetOf(const Snapshot& city, const PublishedTable& table, const std::string& licence, const std::string& asOf)
{
    Json node = {{"@id", "#" + table.id},
                 {"@type", "dcat:Dataset"},
                 {"dct:identifier", city.city.code + "-" + table.id},
                 {"dct:title", inBoth(table.title.ja, table.title.en)},
                 {"dct:description",
                  inBoth(city.city.name.ja + "の" + table.title.ja + "、" + std::to_string(table.rows) + "件",
                         table.title.en + " of " + city.city.name.en + ", " + std::to_string(table.rows) + " records")},
                 {"dct:publisher", {{"@id", "#publisher"}}},
                 {"dct:issued", dateOf(asOf)},
                 {"dct:modified", dateOf(asOf)},
                 {"dct:language", {{"@id", "http://id.loc.gov/vocabulary/iso639-1/ja"}}},
                 {"dcat:keyword", inBoth(city.city.name.ja, city.city.name.en)}};
    if (table.isStandardSet)
        node["dct:conformsTo"] = {{"@type", "dct:Standard"},
                                  {"dct:title", inBoth("自治体標準オープンデータセット", {})}};
    addLicence(node, licence);
    // Why it is published though the guard would not have it.
    for (const std::string& rule : table.rules)
        node["dct:rights"].push_back({{"@type", "dct:RightsStatement"}, {"rdfs:label", rule}});
    node["dct:source"] = Json::array();
    for (const std::string& id : table.sourceIds)
        if (const SourceEdition* edition = findSource(city, id))
            node["dct:source"].push_back(sourceOf(*edition));
    node["dcat:distribution"] = Json::array({distributionOf(table, licence, asOf)});
    return node;
}

}  // namespace

std::string openDataCatalogue(const Snapshot& city, const std::vector<PublishedTable>& tables,
                              const std::string& licence, const std::string& asOf)
{
    Json catalogue = {
        {"@context",
         {{"dcat", "http://www.w3.org/ns/dcat#"},
          {"dct", "http://purl.org/dc/terms/"},
          {"foaf", "http://xmlns.com/foaf/0.1/"},
          {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
          {"spdx", "http://spdx.org/rdf/terms#"},
          {"xsd", "http://www.w3.org/2001/XMLSchema#"}}},
        {"@id", "#catalogue"},
        {"@type", "dcat:Catalog"},
        {"dct:title", inBoth(city.city.name.ja + "のオープンデータ", "Open data of " + city.city.name.en)},
        {"dct:publisher", publisherOf(city)},
        {"dct:issued", dateOf(asOf)},
        {"dct:modified", dateOf(asOf)},
        {"dct:language", {{"@id", "http://id.loc.gov/vocabulary/iso639-1/ja"}}}};
    addLicence(catalogue, licence);
    catalogue["dcat:dataset"] = Json::array();
    for (const PublishedTable& table : tables)
        catalogue["dcat:dataset"].push_back(datasetOf(city, table, licence, asOf));
    return catalogue.dump(1) + "\n";
}

}  // namespace chiiki
