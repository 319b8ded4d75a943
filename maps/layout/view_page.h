#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/snapshot.h"
#include "core/model/view_data.h"
#include "maps/scene/scene.h"
#include "maps/style/class_breaks.h"
#include "maps/style/palette.h"
#include "maps/style/ramp.h"

/// What the views of maps/layout/view_*.cpp share. Each fills `body` and nothing else.
namespace chiiki {

inline constexpr double readableSize = 12;  // px of type: a page that may grow grows until all is as large

/// The page of one view while it is drawn.
struct ViewPage {
    Scene& scene;
    const Snapshot& city;
    Language language = Language::Japanese;
    bool isCopier = false;
    Box body;
    std::string nothing = {};  // why there is nothing to show; empty = the table has no rows
    bool hasRest = false;      // a higher page would show more, uncut, or in type of a readable size

    std::string say(std::string_view code, std::vector<std::string> arguments = {}) const
    {
        return speak({code, std::move(arguments)}, language);
    }
    /// The sentence of what a higher page would show.
    std::string sayRest(std::string_view code, std::vector<std::string> arguments)
    {
        hasRest = true;
        return say(code, std::move(arguments));
    }
    /// The code itself where it is of no district.
    std::string districtName(const std::string& code) const;
    /// Joined by 、 or ", ".
    std::string districtNames(const std::vector<std::string>& codes) const;
};

void appendMatrix(ViewPage& page, const MatrixView& view);
void appendBoard(ViewPage& page, const BoardView& view);
void appendList(ViewPage& page, const ListView& view);
void appendTree(ViewPage& page, const TreeView& view);
void appendFlow(ViewPage& page, const FlowView& view);
void appendGauges(ViewPage& page, const GaugeView& view);
void appendLines(ViewPage& page, const LineView& view);
void appendCurve(ViewPage& page, const CurveView& view);
void appendRanks(ViewPage& page, const RanksView& view);
void appendTimeline(ViewPage& page, const TimelineView& view);
void appendLinks(ViewPage& page, const LinksView& view);
void appendOrdered(ViewPage& page, const OrderedView& view);

/// How many of the largest differences of rank are drawn thick: five, or fewer where equal ones would be torn apart.
std::size_t markedRanks(const RanksView& view);

/// The sentence of a view without anything to show, in the middle of the body.
void appendEmpty(ViewPage& page);
/// The same in a part of it.
void appendEmpty(ViewPage& page, const Box& box);

enum class Align { Left, Right, Centre };

/// How a run of text looks.
struct Ink {
    double size = 12;
    bool isBold = false;
    Colour colour = palette::text;
    std::optional<Colour> halo = {};
};

/// `x` is the left end, the right end or the middle.
void putText(Scene& scene, double x, double baseline, const std::string& text, const Ink& ink,
             Align align = Align::Left);
/// Lines one below another, the first on `baseline`; returns the baseline after the last.
double putLines(Scene& scene, double x, double baseline, const std::vector<std::string>& lines, const Ink& ink,
                Align align = Align::Left);
inline constexpr double lineLeading = 1.3;
/// The baseline that puts one line of this size in the middle of a box.
double middleBaseline(const Box& box, double size);

/// As much of the text as fits, with 「…」 at its end where something was left out.
std::string shortened(const std::string& text, double size, bool isBold, double maxWidth);
/// Wrapped; what is more than `mostLines` is shortened. 0: as many as there are.
std::vector<std::string> fittedLines(const std::string& text, double size, bool isBold, double maxWidth,
                                     std::size_t mostLines);
/// The same for a heading: see wrapHeading.
std::vector<std::string> headingLines(const std::string& text, double size, bool isBold, double maxWidth,
                                      std::size_t mostLines);

/// Widths of columns: as wide as their widest line wants, wide ones giving way first, none below `least`.
std::vector<double> fittedWidths(std::vector<double> wanted, double least, double room);

void putBox(Scene& scene, const Box& box, std::optional<Colour> fill, std::optional<Pattern> pattern = {},
            std::optional<Stroke> stroke = {});
void putLine(Scene& scene, Point from, Point to, Colour colour, double width = 1, std::vector<double> dashes = {});

/// Lines over the ground of what is 欠測.
Pattern missingPattern();

/// A triangle in the corner of what is made up: 見本 in the key below.
void putSampleMark(Scene& scene, const Box& box);

/// One sign of a key with its words.
struct KeyEntry {
    enum class Sign { Swatch, Bar, Dot, HollowDot, Diamond, Line, Dashes, Sample, None } sign = Sign::Swatch;
    Colour colour;
    std::optional<Pattern> pattern;
    std::string text;
};
/// The entries in rows from (body.x, top) downwards.
void appendKey(ViewPage& page, const std::vector<KeyEntry>& entries, double top);
double keyHeight(const ViewPage& page, const std::vector<KeyEntry>& entries);
/// Takes the key and its gap off the end of the body, draws it there.
void appendKeyBelow(ViewPage& page, const std::vector<KeyEntry>& entries);
KeyEntry missingKey(const ViewPage& page);
KeyEntry sampleKey(const ViewPage& page);

/// How numbers of a unit stand in the cells of one view: as many decimals as they need, at most one.
class CellNumbers {
public:
    CellNumbers(std::string unit, const std::vector<double>& numbers);
    std::string text(double number) const;
    /// The number, or the sign of its absence.
    std::string text(const Value& value) const;
    std::string change(double number) const;
    std::string withUnit(double number, Language language) const;
    /// Yen in thousands, where full digits have no room.
    void useThousands();
    bool isYen() const { return unit_ == "yen"; }
    std::string unitTitle(const ViewPage& page) const;

private:
    double scaled(double number) const;
    std::string unit_;
    int decimals_ = 0;
    bool isThousands_ = false;
};

/// Colours of heat cells: five classes over all numbers of the view.
class HeatScale {
public:
    HeatScale(const std::vector<double>& numbers, Ramp ramp, bool isCopier);

    struct Look {
        Colour fill;
        std::optional<Pattern> pattern;
        Ink ink;
    };
    Look lookOf(double number, double size) const;

private:
    ClassBreaks breaks_;
    std::vector<Colour> colours_;
    bool isCopier_ = false;
};

/// A cell with its value; absent ones are hatched (欠測) or plain (該当なし). `text` empty: colour alone. `widest`: px
/// of the widest text of the column, under which the numbers end in one line.
void putHeatCell(Scene& scene, const Box& box, const Value& value, const HeatScale& scale, const std::string& text,
                 double size, double widest = 0);

}  // namespace chiiki
