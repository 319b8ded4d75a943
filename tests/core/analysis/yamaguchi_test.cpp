#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <memory>

#include <geos_c.h>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "core/analysis/city_indicators.h"
#include "core/analysis/comparison.h"
#include "core/geo/crs.h"
#include "core/geo/transform.h"
#include "core/io/pack_reader.h"

using namespace chiiki;

namespace {

const SnapshotPtr& yamaguchi()
{
    static const SnapshotPtr city = [] {
        Diagnostics diagnostics;
        auto read = readPack(CHIIKI_SOURCE_DIR "/data/yamaguchi", diagnostics);
        REQUIRE(read);
        CHECK(diagnostics.empty());
        return std::make_shared<const Snapshot>(*std::move(read));
    }();
    return city;
}

double valueOf(const IndicatorResult& result, std::string_view district)
{
    for (const IndicatorValue& value : result.values)
        if (value.districtCode == district && value.value.isNumber())
            return *value.value.number();
    FAIL("no number of '" << district << "'");
    return 0;
}

}  // namespace

TEST_CASE("the real city's people, households and densities", "[yamaguchi]")
{
    const CityIndicators indicators(yamaguchi());
    const auto people = indicators.compute("population.total");
    REQUIRE(people);
    CHECK(valueOf(*people, "") == 193966);
    CHECK(valueOf(*people, "03") == 13228);
    CHECK(people->reconciliation.addsUp());
    CHECK(valueOf(*indicators.compute("population.households"), "") == 87094);
    const auto density = indicators.compute("population.density");
    REQUIRE(density);
    CHECK(valueOf(*density, "03") == Approx(3185).margin(0.5));
    CHECK(valueOf(*density, "21") == Approx(16.6).margin(0.5));
    CHECK(density->values.front().year.year == 2020);
    std::array<int, 5> classes{};
    for (const IndicatorValue& value : density->values)
        if (!value.districtCode.empty()) {
            const auto& breaks = density->indicator.breaks;
            const auto above = std::upper_bound(breaks.begin(), breaks.end(), *value.value.number());
            ++classes[static_cast<std::size_t>(above - breaks.begin())];
        }
    CHECK(classes == std::array<int, 5>{4, 7, 4, 4, 2});
}

TEST_CASE("the real city's tables reconcile for every kind", "[yamaguchi]")
{
    const CityIndicators indicators(yamaguchi());
    for (const Indicator& indicator : indicators.list()) {
        INFO(indicator.id);
        const auto result = indicators.compute(indicator.id);
        REQUIRE(result);
        if (result->hasReconciliation)
            CHECK(result->reconciliation.addsUp());
    }
}

TEST_CASE("an indicator that many threads ask for at a time is computed once, and they all get it", "[yamaguchi]")
{
    const std::vector<std::string> ids = {"population.density", "coverage.clinic_800", "coverage.school_500",
                                          "area.km2", "coverage.clinic+school_800_n2"};
    const CityIndicators alone(yamaguchi());
    std::vector<std::vector<IndicatorValue>> expected;
    for (const std::string& id : ids) {
        const auto result = alone.compute(id);
        REQUIRE(result);
        expected.push_back(result->values);
    }
    const CityIndicators shared(yamaguchi());
    constexpr std::size_t times = 6;
    std::vector<char> isSame(times * ids.size(), 0);
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, isSame.size(), 1),
        [&](const tbb::blocked_range<std::size_t>& range) {
            for (std::size_t i = range.begin(); i != range.end(); ++i) {
                const auto result = shared.compute(ids[i % ids.size()]);
                isSame[i] = result && result->values == expected[i % ids.size()];
            }
        },
        tbb::simple_partitioner());
    CHECK(std::count(isSame.begin(), isSame.end(), 1) == static_cast<std::ptrdiff_t>(isSame.size()));
    CHECK(shared.computedCount() == ids.size());
    CHECK_FALSE(shared.compute("no.such"));
    CHECK(shared.computedCount() == ids.size());
}

TEST_CASE("the reach of the real city's 29 centres agrees with GEOS buffers", "[yamaguchi][coverage]")
{
    const auto model = CoverageModel::of(yamaguchi());
    REQUIRE(model);
    GEOSContextHandle_t geos = GEOS_init_r();
    using Geom = std::shared_ptr<GEOSGeometry>;
    const auto owned = [&](GEOSGeometry* g) {
        return Geom(g, [geos](GEOSGeometry* h) { GEOSGeom_destroy_r(geos, h); });
    };
    const Transform toPlane = *Transform::between(storedEpsg, 6671);
    const auto toGeos = [&](const MultiPolygon& area) {
        const auto ringOf = [&](const Ring& ring) {
            GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(geos, static_cast<unsigned>(ring.size()), 2);
            for (unsigned i = 0; i < ring.size(); ++i)
                GEOSCoordSeq_setXY_r(geos, sequence, i, ring[i].x, ring[i].y);
            return GEOSGeom_createLinearRing_r(geos, sequence);
        };
        std::vector<GEOSGeometry*> parts;
        for (const Polygon& polygon : area) {
            std::vector<GEOSGeometry*> holes;
            for (std::size_t i = 1; i < polygon.rings.size(); ++i)
                holes.push_back(ringOf(polygon.rings[i]));
            parts.push_back(GEOSGeom_createPolygon_r(geos, ringOf(polygon.rings[0]), holes.data(),
                                                     static_cast<unsigned>(holes.size())));
        }
        return owned(
            GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, parts.data(), static_cast<unsigned>(parts.size())));
    };
    for (const double radius : {800.0, 1500.0}) {
        const auto coverage = model->answer({{"community_centre", "centre_branch"}, radius, 1, DemandBy::Area});
        REQUIRE(coverage);
        CHECK(coverage->city.facilities == 29);
        CHECK(coverage->facilities.addsUp());
        CHECK(coverage->people.addsUp());
        Geom reach = owned(GEOSGeom_createEmptyPolygon_r(geos));
        for (const Facility& facility : yamaguchi()->facilities)
            if (facility.kind == "community_centre" || facility.kind == "centre_branch") {
                const Point p = toPlane(*facility.place);
                const Geom point = owned(GEOSGeom_createPointFromXY_r(geos, p.x, p.y));
                const Geom circle = owned(GEOSBuffer_r(geos, point.get(), radius, 128));
                reach = owned(GEOSUnion_r(geos, reach.get(), circle.get()));
            }
        const auto areaWithin = [&](const MultiPolygon& area) {
            const Geom part = owned(GEOSIntersection_r(geos, toGeos(toPlane(area)).get(), reach.get()));
            double areaM2 = -1;
            if (part)
                GEOSArea_r(geos, part.get(), &areaM2);
            return areaM2;
        };
        for (std::size_t i = 0; i < coverage->districts.size(); ++i) {
            INFO(yamaguchi()->districts[i].name << " " << radius);
            CHECK(*coverage->districts[i].coveredAreaKm2.number() ==
                  Approx(areaWithin(yamaguchi()->districts[i].outline) / 1e6).epsilon(1e-4));
        }
        double people = 0;
        for (const DemandArea& area : yamaguchi()->demandAreas) {
            const Geom outline = toGeos(toPlane(area.outline));
            double areaM2 = 0;
            GEOSArea_r(geos, outline.get(), &areaM2);
            people += area.people * areaWithin(area.outline) / areaM2;
        }
        CHECK(*coverage->city.coveredPopulation.number() == Approx(people).epsilon(1e-4));
        const auto byPoint = model->answer({{"community_centre", "centre_branch"}, radius, 1, DemandBy::Point});
        CHECK(*byPoint->city.coveredPopulationShare.number() ==
              Approx(*coverage->city.coveredPopulationShare.number()).margin(0.01));
    }
    GEOS_finish_r(geos);
}
