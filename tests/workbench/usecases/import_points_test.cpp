#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <random>

#include "core/geo/extent.h"
#include "core/geo/geos.h"
#include "core/io/numbers.h"
#include "tests/support/process.h"
#include "tests/workbench/usecases/real_city.h"
#include "workbench/usecases/import.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const ChangeStamp stamp{"協働推進課", "2026-04-01T00:15:30Z", "2026-04-01"};

/// Districts as GEOS sees them.
class DistrictsOfGeos {
public:
    explicit DistrictsOfGeos(const std::vector<District>& districts)
    {
        for (const District& district : districts) {
            each_.push_back({district.code, extentOf(district.outline), toGeos(geos_, district.outline), {}});
            REQUIRE(each_.back().area);
            each_.back().prepared.reset(GEOSPrepare_r(geos_.handle(), each_.back().area.get()));
        }
    }

    /// The district of a point that lies on no border; empty: none.
    std::string codeAt(Point p)
    {
        const GeosHandle point = owned(geos_, GEOSGeom_createPointFromXY_r(geos_.handle(), p.x, p.y));
        std::string code;
        for (const Prepared& district : each_)
            if (district.extent.contains(p) &&
                GEOSPreparedIntersects_r(geos_.handle(), district.prepared.get(), point.get()) == 1) {
                CHECK(code.empty());
                code = district.code;
            }
        return code;
    }

private:
    struct PreparedCloser {
        void operator()(const GEOSPreparedGeometry* prepared) const
        {
            GEOSPreparedGeom_destroy_r(Geos::ofThisThread().handle(), prepared);
        }
    };
    struct Prepared {
        std::string code;
        Extent extent;
        GeosHandle area;
        std::unique_ptr<const GEOSPreparedGeometry, PreparedCloser> prepared;
    };
    Geos& geos_ = Geos::ofThisThread();
    std::vector<Prepared> each_;
};

/// A register with what its rows must become: by district, "outside", or "unplaced".
struct MadeRegister {
    std::string text = "名称,緯度,経度,備考\n";
    std::vector<std::string> expected;

    void add(const std::string& latitude, const std::string& longitude, std::string becomes)
    {
        text += "施設" + std::to_string(expected.size() + 1) + "," + latitude + "," + longitude + ",台帳による\n";
        expected.push_back(std::move(becomes));
    }
};

MadeRegister madeRegister(const std::vector<District>& districts, std::size_t rows, unsigned seed)
{
    DistrictsOfGeos geos(districts);
    Extent city;
    std::vector<Point> vertices;
    for (const District& district : districts)
        for (const Polygon& polygon : district.outline)
            for (const Ring& ring : polygon.rings)
                for (const Point& vertex : ring) {
                    city.include(vertex);
                    vertices.push_back(vertex);
                }
    std::mt19937 chance(seed);
    std::uniform_real_distribution<double> east(city.minX - 0.1, city.maxX + 0.1);
    std::uniform_real_distribution<double> north(city.minY - 0.1, city.maxY + 0.1);
    std::uniform_int_distribution<std::size_t> anyVertex(0, vertices.size() - 1);
    MadeRegister made;
    while (made.expected.size() < rows) {
        const std::size_t kind = made.expected.size() % 20;
        Point p{east(chance), north(chance)};
        if (kind == 0) {
            made.add(plainNumber(p.x), plainNumber(p.y), "unplaced");  // exchanged
        } else if (kind == 1) {
            made.add("", "", "unplaced");
        } else if (kind == 2) {
            made.add("不明", plainNumber(p.x), "unplaced");
        } else {
            Point asked = p;
            if (kind < 8) {
                p = vertices[anyVertex(chance)];
                // A border belongs to what lies just east of it: a tenth of a millimetre.
                asked = {p.x + 1e-9, p.y + 1e-13};
            }
            const std::string code = geos.codeAt(asked);
            made.add(plainNumber(p.y), plainNumber(p.x), code.empty() ? "outside" : code);
        }
    }
    return made;
}

std::string becameOf(const Facility& facility)
{
    switch (facility.placement.rest) {
    case Placement::Rest::None:
        return facility.placement.districtCode;
    case Placement::Rest::Outside:
        return "outside";
    case Placement::Rest::Unplaced:
        break;
    }
    return "unplaced";
}

}  // namespace

TEST_CASE("a long register is counted by district as GEOS counts it, on the borders too", "[import]")
{
    // More than are read at once, in an order that is not that of the districts.
    constexpr std::size_t rows = 40'000;
    for (const unsigned seed : {1U, 2U}) {
        const MadeRegister made = madeRegister(realCity()->districts, rows, seed);
        const TemporaryFolder folder;
        auto workspace = Workspace::create(folder / "市.chiiki", *realCity(), stamp);
        REQUIRE(workspace);
        writeFile(folder / "台帳.csv", made.text);
        ImportRequest request;
        request.files.push_back({folder / "台帳.csv", {}, {}});
        const SnapshotPtr before = *workspace->snapshot();
        const auto done = applyImport(*workspace, request, stamp);
        if (!done)
            FAIL(describe(done.error(), Language::English));

        const ImportReconciliation& sums = done->preview.files.front().reconciliation;
        CHECK(sums.source == rows);
        CHECK(sums.unmatched == rows * 3 / 20);
        CHECK(sums.addsUp());
        const std::string source = done->preview.files.front().edition.sourceId;
        std::map<std::string, int> expected, became;
        std::size_t otherwise = 0, found = 0, inOrder = 0;
        for (const Facility& facility : done->snapshot->facilities) {
            if (facility.sourceId != source)
                continue;
            inOrder += static_cast<std::size_t>(facility.sourceRow) == ++found + 1;
            const std::string& wanted = made.expected[static_cast<std::size_t>(facility.sourceRow) - 2];
            ++expected[wanted];
            ++became[becameOf(facility)];
            otherwise += becameOf(facility) != wanted;
        }
        CHECK(found == rows);
        CHECK(inOrder == rows);  // ids sort as the rows do
        CHECK(otherwise == 0);
        CHECK(became == expected);
        CHECK(became.size() == realCity()->districts.size() + 2);

        // What was written is what is read.
        const auto read = Workspace::open(folder / "市.chiiki", Access::ReadOnly)->snapshot();
        REQUIRE(read);
        CHECK(**read == *done->snapshot);
        CHECK(applyImport(*workspace, request, stamp)->changedNothing);
        const auto undone = workspace->undoLast(stamp);
        REQUIRE(undone);
        CHECK(undone->snapshot->facilities == before->facilities);
        const auto redone = workspace->redoLast(stamp);
        REQUIRE(redone);
        CHECK(redone->snapshot->facilities == done->snapshot->facilities);
    }
}

TEST_CASE("a new edition of a long register is compared row by row, though its rows have one name", "[import]")
{
    constexpr int rows = 3000;
    const auto textOf = [](int count, int moved) {
        std::string text = "名称,緯度,経度\n";
        for (int i = 0; i < count; ++i)
            text += "防犯灯," + (i % 4 ? plainNumber(34.1 + i * 1e-5 + (i == moved) * 0.01) : std::string("不明")) +
                    ",131.47\n";
        return text;
    };
    const TemporaryFolder folder;
    auto workspace = Workspace::create(folder / "市.chiiki", *realCity(), stamp);
    REQUIRE(workspace);
    ImportRequest request;
    request.files.push_back({folder / "台帳.csv", {}, {}});
    writeFile(folder / "台帳.csv", textOf(rows, -1));
    const auto first = applyImport(*workspace, request, stamp);
    REQUIRE(first);
    CHECK(first->preview.files.front().comparison.addedCount == rows);
    writeFile(folder / "台帳.csv", textOf(rows - 2, 17));
    const auto second = applyImport(*workspace, request, stamp);
    if (!second)
        FAIL(describe(second.error(), Language::English));
    const ImportComparison& comparison = second->preview.files.front().comparison;
    CHECK(comparison.addedCount == 0);
    CHECK(comparison.changedCount == 1);
    CHECK(comparison.removedCount == 2);
    CHECK(comparison.same == rows - 3);
    // More rows are set aside than are told one by one: the last finding counts the rest, of this edition.
    const auto more = [](const Snapshot& city) {
        std::string told;
        for (const Finding& finding : city.findings)
            if (finding.id.starts_with("import.") && finding.id.ends_with(".more"))
                told += finding.text.en + "\n";
        return told;
    };
    CHECK(more(*first->snapshot).find(std::to_string(rows / 4 - 500)) != std::string::npos);
    const std::string told = more(*second->snapshot);
    CHECK(std::count(told.begin(), told.end(), '\n') == 1);
}
