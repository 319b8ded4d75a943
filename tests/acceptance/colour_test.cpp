#include <catch2/catch.hpp>

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QTableView>

#include "maps/style/colour_vision.h"
#include "maps/style/palette.h"
#include "tests/acceptance/desk_session.h"
#include "tests/acceptance/pixels.h"
#include "workbench/desktop/shown_indicator.h"

using namespace chiiki;
using namespace chiiki::acceptance;
using namespace chiiki::desktop;

namespace {

QRect inWindow(DeskSession& desk, const QWidget& widget)
{
    return {widget.mapTo(&desk.window(), QPoint(0, 0)), widget.size()};
}

/// Labels, buttons and fields that are in sight and say something.
std::vector<QWidget*> textsOf(DeskSession& desk)
{
    std::vector<QWidget*> found;
    const auto isSeen = [&](const QWidget* widget) {
        return widget->isVisible() && widget->isEnabled() && !widget->visibleRegion().isEmpty();
    };
    for (QLabel* label : desk.window().findChildren<QLabel*>())
        if (isSeen(label) && !label->text().trimmed().isEmpty())
            found.push_back(label);
    for (QAbstractButton* button : desk.window().findChildren<QAbstractButton*>())
        if (isSeen(button) && !button->text().isEmpty())
            found.push_back(button);
    for (QComboBox* box : desk.window().findChildren<QComboBox*>())
        if (isSeen(box))
            found.push_back(box);
    return found;
}

/// The middle of each swatch of the legend, as the screenshot has it, from the lowest class.
std::vector<Colour> swatches(DeskSession& desk, const QImage& picture)
{
    std::vector<Colour> colours;
    const MapFurniture& furniture = desk.map().furniture();
    const std::vector<Box> boxes = furniture.legendRowBoxes();
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (furniture.legendRows()[i].classIndex >= 0)
            colours.push_back(colourAt(
                picture, desk.map().mapTo(&desk.window(), QPointF(boxes[i].x + 14, boxes[i].centre().y).toPoint())));
    return colours;
}

/// Which pixels of a sign are ink: those nearer to the colour that is most unlike the ground.
std::vector<bool> shapeOf(const QImage& picture, const QRect& part)
{
    const Colour ground = commonestColour(picture, part);
    std::vector<bool> ink;
    for (int y = part.top(); y <= part.bottom(); ++y)
        for (int x = part.left(); x <= part.right(); ++x)
            ink.push_back(std::abs(lightnessOf(colourAt(picture, {x, y})) - lightnessOf(ground)) > 20);
    return ink;
}

double shareThatDiffers(const std::vector<bool>& a, const std::vector<bool>& b)
{
    REQUIRE(a.size() == b.size());
    int differing = 0;
    int inked = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        differing += a[i] != b[i];
        inked += a[i] || b[i];
    }
    return static_cast<double>(differing) / std::max(1, inked);
}

}  // namespace

TEST_CASE("5: in the dark theme the chrome is dark and read easily, the map's paper and the cells stay", "[acceptance]")
{
    DeskSession desk({.chrome = theme::Chrome::Dark});
    const QImage picture = desk.shot("05_dark");
    const Box legend = desk.map().furniture().legendBox();
    const QPoint paper = desk.map().mapTo(&desk.window(), QPointF(legend.x + 4, legend.y + 4).toPoint());
    CHECK(hexOf(colourAt(picture, paper)) == "#FBFBF9");
    CHECK(lightnessOf(colourAt(picture, {950, 50})) < 20);  // the tool bar between its tools
    CHECK(lightnessOf(commonestColour(picture, inWindow(desk, desk.widget("profilePanel")))) < 20);

    auto& table = desk.named<QTableView>("compareTable");
    const ShownIndicator& shown = *desk.window().document().shown();
    for (const char* name : {"湯田", "阿東", "佐山"}) {
        INFO(name);
        QRect cell;
        for (int row = 0; row < table.model()->rowCount(); ++row)
            if (table.model()->index(row, 0).data().toString() == name)
                cell = table.visualRect(table.model()->index(row, 1));
        const QPoint inside = table.viewport()->mapTo(&desk.window(), cell.topLeft() + QPoint(6, 4));
        CHECK(hexOf(colourAt(picture, inside)) ==
              hexOf(*shown.choropleth.colourOf(*shown.choropleth.find(desk.codeOf(name)))));
    }
    const std::vector<QWidget*> texts = textsOf(desk);
    REQUIRE(texts.size() > 20);
    for (const QWidget* widget : texts) {
        INFO(widget->metaObject()->className() << " " << widget->objectName().toStdString());
        const QRect seen =
            widget->visibleRegion().boundingRect().translated(widget->mapTo(&desk.window(), QPoint(0, 0)));
        CHECK(readableContrast(picture, seen.adjusted(3, 3, -3, -3)) >= 4.5);
    }
}

TEST_CASE("25: five classes are told apart in three kinds of colour blindness and in grey, severities by their shape",
          "[acceptance]")
{
    DeskSession desk;
    for (const char* indicator : {"population.density", "life_support.clinic_far_share", "disaster.near_share"}) {
        desk.state().setIndicator(indicator);
        REQUIRE(desk.waitFor([&] { return desk.window().document().shown()->result.indicator.id == indicator; }));
        const QImage picture = desk.shot("25_" + std::string(indicator));
        const std::vector<Colour> colours = swatches(desk, picture);
        INFO(indicator);
        REQUIRE(colours.size() >= 3);
        for (std::size_t i = 0; i + 1 < colours.size(); ++i) {
            INFO(hexOf(colours[i]) << " " << hexOf(colours[i + 1]));
            for (const Vision vision : {Vision::Protan, Vision::Deutan, Vision::Tritan})
                CHECK(colourDistance(asSeenWith(vision, colours[i]), asSeenWith(vision, colours[i + 1])) >= 10);
            CHECK(std::abs(lightnessOf(colours[i]) - lightnessOf(colours[i + 1])) >= 10);
        }
    }
    const QImage picture = desk.shot("25_severities");
    std::vector<std::vector<bool>> shapes;
    for (const char* name : {"findingsSeverity0", "findingsSeverity1", "findingsSeverity2"}) {
        const auto& button = desk.named<QAbstractButton>(name);
        const QRect place = inWindow(desk, button);
        const QSize sign = button.iconSize();
        // All begin at the same distance from the button's left.
        shapes.push_back(shapeOf(picture, {place.left() + 4, place.center().y() - sign.height() / 2 - 1,
                                           sign.width() + 2, sign.height() + 2}));
    }
    CHECK(shareThatDiffers(shapes[0], shapes[1]) > 0.2);
    CHECK(shareThatDiffers(shapes[0], shapes[2]) > 0.2);
    CHECK(shareThatDiffers(shapes[1], shapes[2]) > 0.2);
}
