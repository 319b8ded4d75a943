#include <catch2/catch.hpp>

#include <QSignalSpy>

#include "tests/workbench/desktop/city.h"
#include "workbench/desktop/selection_model.h"

using namespace chiiki;
using namespace chiiki::desktop;
using Codes = std::vector<std::string>;

TEST_CASE("a click replaces, a toggle adds and takes away, in the order picked", "[selection]")
{
    SelectionModel selection;
    selection.replace("05");
    selection.toggle("02");
    selection.toggle("09");
    CHECK(selection.districts() == Codes{"05", "02", "09"});
    CHECK(selection.primary() == "09");
    selection.toggle("02");
    CHECK(selection.districts() == Codes{"05", "09"});
    CHECK(selection.primary() == "09");
    selection.replace("01");
    CHECK(selection.districts() == Codes{"01"});
}

TEST_CASE("when the primary district is taken out, the one picked before it becomes primary", "[selection]")
{
    SelectionModel selection;
    selection.replace(Codes{"05", "02", "09"});
    selection.toggle("09");
    CHECK(selection.primary() == "02");
    selection.toggle("05");
    selection.toggle("02");
    CHECK(selection.isEmpty());
    CHECK(selection.primary().empty());
}

TEST_CASE("a range counts a district once and its last one is primary", "[selection]")
{
    SelectionModel selection;
    selection.replace(Codes{"03", "04", "03", "05"});
    CHECK(selection.districts() == Codes{"03", "04", "05"});
    CHECK(selection.primary() == "05");
}

TEST_CASE("changes are told once, and nothing is told where nothing changed", "[selection]")
{
    SelectionModel selection;
    QSignalSpy changed(&selection, &SelectionModel::changed);
    QSignalSpy hovered(&selection, &SelectionModel::hoverChanged);
    selection.clear();
    selection.replace("05");
    selection.replace("05");
    selection.setHovered("05");
    selection.setHovered("05");
    CHECK(changed.count() == 1);
    CHECK(hovered.count() == 1);
}

TEST_CASE("another city keeps only the districts that it has", "[selection]")
{
    SelectionModel selection;
    selection.replace(Codes{"05", "99"});
    selection.setHovered("99");
    selection.retain({"04", "05"});
    CHECK(selection.districts() == Codes{"05"});
    CHECK(selection.primary() == "05");
    CHECK(selection.hovered().empty());
}
