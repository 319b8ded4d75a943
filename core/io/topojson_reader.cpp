#include "core/io/topojson.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include <nlohmann/json.hpp>

namespace chiiki {
namespace {

using nlohmann::json;

// An arc may be named again and again: what a small file can unfold into needs a limit.
constexpr std::size_t maxPoints = 20'000'000;

struct Grid {
    Point scale{1, 1};
    Point translate{0, 0};
    bool isDelta = false;  // a "transform" means whole numbers, each relative to the one before

    /// Division by the quantum gives the same bits as quantised(); a general file is scaled as its own text says.
    Point place(double x, double y) const
    {
        constexpr double ours = 1 / topoQuantum;
        if (isDelta && scale == Point{ours, ours} && translate == Point{0, 0})
            return {x / topoQuantum, y / topoQuantum};
        return {x * scale.x + translate.x, y * scale.y + translate.y};
    }
};

/// A geometry as it stands: its nested arc ids with marks for the brackets, since "type" may come after "arcs".
struct RawGeometry {
    static constexpr std::int64_t open = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int64_t close = open + 1;

    std::string type;
    std::string id;
    std::vector<std::int64_t> tokens;
};

struct RawObject {
    std::string name;
    std::vector<RawGeometry> geometries;
};

/// Takes a TopoJSON text in one pass without building a tree of it: a city's outlines are a hundred thousand small
/// arrays. What is not understood is skipped; `wrong` names the first thing that cannot be skipped.
class Sax : public nlohmann::json_sax<json> {
public:
    Grid grid;
    std::vector<LineString> arcs;  // as written: the transform may come after them
    std::vector<RawObject> objects;
    std::string type;
    std::string wrong;
    bool hasObjects = false;
    bool hasArcs = false;

    bool start_object(std::size_t) override
    {
        Place next = Place::Skipped;
        if (places_.empty()) {
            next = Place::Root;
        } else if (here() == Place::Root && key_ == "transform") {
            next = Place::Transform;
            grid.isDelta = true;
        } else if (here() == Place::Root && key_ == "objects") {
            next = Place::Objects;
            hasObjects = true;
        } else if (here() == Place::Objects) {
            next = Place::Collection;
            objects.push_back({key_, {}});
        } else if (here() == Place::Geometries) {
            next = Place::Geometry;
            objects.back().geometries.emplace_back();
        } else if (here() == Place::Arcs || here() == Place::GeometryArcs) {
            return refuse("arcs");
        }
        places_.push_back(next);
        return true;
    }
    bool key(std::string& name) override
    {
        key_ = name;
        return true;
    }
    bool start_array(std::size_t) override
    {
        Place next = Place::Skipped;
        if (places_.empty()) {
            return refuse("type");
        } else if (here() == Place::Root && key_ == "arcs") {
            next = Place::Arcs;
            hasArcs = true;
            arcsDepth_ = 1;
        } else if (here() == Place::Arcs) {
            next = Place::Arcs;
            ++arcsDepth_;
            if (arcsDepth_ > 3)
                return refuse("arcs");
            if (arcsDepth_ == 2)
                arcs.emplace_back();
            numbers_ = 0;
        } else if (here() == Place::Collection && key_ == "geometries") {
            next = Place::Geometries;
        } else if (here() == Place::Geometry && key_ == "arcs") {
            next = Place::GeometryArcs;
            tokens().assign(1, RawGeometry::open);
        } else if (here() == Place::GeometryArcs) {
            next = Place::GeometryArcs;
            tokens().push_back(RawGeometry::open);
        } else if (here() == Place::Transform) {
            next = Place::Transform;
            numbers_ = 0;
        }
        places_.push_back(next);
        return true;
    }
    bool end_object() override
    {
        places_.pop_back();
        return true;
    }
    bool end_array() override
    {
        if (here() == Place::Arcs) {
            if (arcsDepth_ == 3) {
                if (numbers_ < 2)
                    return refuse("arcs");
                arcs.back().push_back({pair_[0], pair_[1]});
            }
            --arcsDepth_;
        } else if (here() == Place::GeometryArcs) {
            tokens().push_back(RawGeometry::close);
        }
        places_.pop_back();
        return true;
    }
    bool number_integer(number_integer_t number) override { return whole(number); }
    bool number_unsigned(number_unsigned_t number) override
    {
        return number > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max())
                   ? refuse("arcs")
                   : whole(static_cast<std::int64_t>(number));
    }
    bool number_float(number_float_t number, const std::string&) override
    {
        return !places_.empty() && here() == Place::GeometryArcs ? refuse("arcs") : take(number);
    }
    bool string(std::string& text) override
    {
        if (places_.empty() || here() == Place::Arcs || here() == Place::GeometryArcs)
            return refuse("arcs");
        if (here() == Place::Root && key_ == "type")
            type = text;
        if (here() == Place::Geometry && key_ == "type")
            objects.back().geometries.back().type = text;
        if (here() == Place::Geometry && key_ == "id")
            objects.back().geometries.back().id = text;
        return true;
    }
    bool null() override { return places_.empty() || here() == Place::Arcs ? refuse("arcs") : true; }
    bool boolean(bool) override { return null(); }
    bool binary(json::binary_t&) override { return null(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

private:
    enum class Place { Root, Transform, Objects, Collection, Geometries, Geometry, GeometryArcs, Arcs, Skipped };

    Place here() const { return places_.back(); }
    std::vector<std::int64_t>& tokens() { return objects.back().geometries.back().tokens; }

    bool refuse(const char* part)
    {
        wrong = part;
        return false;
    }
    bool whole(std::int64_t number)
    {
        if (!places_.empty() && here() == Place::GeometryArcs) {
            // The two lowest numbers are the marks; no arc has such an id.
            if (number <= RawGeometry::close)
                return refuse("arcs");
            tokens().push_back(number);
            return true;
        }
        if (!places_.empty() && here() == Place::Geometry && key_ == "id")
            objects.back().geometries.back().id = std::to_string(number);
        return take(static_cast<double>(number));
    }
    bool take(double number)
    {
        if (places_.empty() || !std::isfinite(number))
            return refuse("arcs");
        if (here() == Place::Arcs) {
            if (arcsDepth_ != 3)
                return refuse("arcs");
            if (numbers_ < 2)
                pair_[numbers_] = number;
            ++numbers_;
        } else if (here() == Place::Transform) {
            Point& target = key_ == "scale" ? grid.scale : grid.translate;
            if (numbers_ < 2)
                (numbers_ == 0 ? target.x : target.y) = number;
            ++numbers_;
        }
        return true;
    }
    std::vector<Place> places_;
    std::string key_;
    int arcsDepth_ = 0;
    std::size_t numbers_ = 0;
    double pair_[2] = {0, 0};
};

/// Puts arcs together to rings and rings to areas.
class Assembler {
public:
    explicit Assembler(const std::vector<LineString>& arcs)
        : arcs_(arcs)
    {
    }

    std::optional<MultiPolygon> areaOf(const RawGeometry& geometry) const
    {
        const std::int64_t* at = geometry.tokens.data();
        const std::int64_t* end = at + geometry.tokens.size();
        MultiPolygon area;
        if (geometry.type == "Polygon") {
            auto polygon = polygonOf(at, end);
            if (!polygon)
                return std::nullopt;
            area.push_back(*std::move(polygon));
        } else if (geometry.type == "MultiPolygon" && takeMark(at, end, RawGeometry::open)) {
            while (!takeMark(at, end, RawGeometry::close)) {
                auto polygon = polygonOf(at, end);
                if (!polygon)
                    return std::nullopt;
                area.push_back(*std::move(polygon));
            }
        } else {
            return std::nullopt;
        }
        return at == end ? std::optional(std::move(area)) : std::nullopt;
    }

private:
    static bool takeMark(const std::int64_t*& at, const std::int64_t* end, std::int64_t mark)
    {
        if (at == end || *at != mark)
            return false;
        ++at;
        return true;
    }

    std::optional<Polygon> polygonOf(const std::int64_t*& at, const std::int64_t* end) const
    {
        if (!takeMark(at, end, RawGeometry::open))
            return std::nullopt;
        Polygon polygon;
        while (!takeMark(at, end, RawGeometry::close)) {
            auto ring = ringOf(at, end);
            if (!ring || ring->size() < 4 || ring->front() != ring->back())
                return std::nullopt;
            polygon.rings.push_back(*std::move(ring));
        }
        return polygon;
    }

    std::optional<Ring> ringOf(const std::int64_t*& at, const std::int64_t* end) const
    {
        if (!takeMark(at, end, RawGeometry::open))
            return std::nullopt;
        Ring ring;
        while (!takeMark(at, end, RawGeometry::close)) {
            if (at == end || *at == RawGeometry::open)
                return std::nullopt;
            const std::int64_t id = *at++;
            const std::uint64_t index = static_cast<std::uint64_t>(id >= 0 ? id : ~id);
            if (index >= arcs_.size())
                return std::nullopt;
            const LineString& arc = arcs_[index];
            // Arcs overlap in their end points.
            const std::size_t skipped = ring.empty() ? 0 : 1;
            if (arc.size() < 2 || ring.size() + arc.size() > maxPoints)
                return std::nullopt;
            if (id >= 0)
                ring.insert(ring.end(), arc.begin() + static_cast<std::ptrdiff_t>(skipped), arc.end());
            else
                ring.insert(ring.end(), arc.rbegin() + static_cast<std::ptrdiff_t>(skipped), arc.rend());
        }
        return ring;
    }

    const std::vector<LineString>& arcs_;
};

}  // namespace

Result<std::vector<TopoObject>> parseTopojson(std::string_view text, const std::string& file)
{
    const auto wrong = [&file](const std::string& part) {
        return fail(ErrorKind::BadFormat, {"io.topojson_wrong", {part}}, file);
    };
    Sax sax;
    if (!json::sax_parse(text, &sax))
        return sax.wrong.empty() ? fail(ErrorKind::BadFormat, {"io.not_json", {}}, file) : wrong(sax.wrong);
    if (sax.type != "Topology")
        return wrong("type");
    if (!sax.hasObjects)
        return wrong("objects");
    if (!sax.hasArcs)
        return wrong("arcs");
    for (LineString& arc : sax.arcs) {
        double x = 0, y = 0;
        for (Point& p : arc) {
            x = sax.grid.isDelta ? x + p.x : p.x;
            y = sax.grid.isDelta ? y + p.y : p.y;
            p = sax.grid.place(x, y);
            if (!std::isfinite(p.x) || !std::isfinite(p.y))
                return wrong("arcs");
        }
    }
    const Assembler assembler(sax.arcs);
    std::vector<TopoObject> read;
    std::size_t points = 0;
    for (RawObject& raw : sax.objects) {
        TopoObject object{std::move(raw.name), {}, {}};
        for (RawGeometry& geometry : raw.geometries) {
            auto area = assembler.areaOf(geometry);
            if (!area)
                return wrong(object.name + "[" + std::to_string(object.ids.size()) + "]");
            for (const Polygon& polygon : *area)
                for (const Ring& ring : polygon.rings)
                    points += ring.size();
            if (points > maxPoints)
                return wrong("arcs");
            object.ids.push_back(std::move(geometry.id));
            object.areas.push_back(*std::move(area));
        }
        read.push_back(std::move(object));
    }
    return read;
}

}  // namespace chiiki
