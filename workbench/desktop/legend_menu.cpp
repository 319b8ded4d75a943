#include "workbench/desktop/legend_menu.h"

#include <array>

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QWidgetAction>

#include "maps/layout/legend.h"
#include "maps/style/ramp.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/class_change.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int leastClasses = 2;
constexpr int mostClasses = 9;

/// The colours side by side, as wide as a few letters.
QIcon stripOf(const std::vector<Colour>& colours, const QFontMetrics& metrics)
{
    const int height = metrics.ascent();
    const int width = static_cast<int>(colours.size()) * height;
    QPixmap pixmap(width, height);
    QPainter painter(&pixmap);
    for (std::size_t i = 0; i < colours.size(); ++i)
        painter.fillRect(static_cast<int>(i) * height, 0, height, height, qColour(colours[i]));
    painter.setPen(Qt::gray);
    painter.drawRect(0, 0, width - 1, height - 1);
    return pixmap;
}

}  // namespace

LegendMenu::LegendMenu(const Desk& desk, QWidget* parent)
    : QMenu(parent)
    , desk_(desk)
{
    setObjectName(QStringLiteral("legendMenu"));
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &LegendMenu::fill);
    connect(&desk_.words, &Words::changed, this, &LegendMenu::retranslate);
    retranslate();
}

void LegendMenu::retranslate()
{
    setTitle(desk_.words("desktop.legend_menu"));
}

void LegendMenu::fill()
{
    clear();
    const std::optional<ShownIndicator>& shown = desk_.document.shown();
    if (!shown || !hasChoosableClasses(*shown)) {
        addAction(desk_.words("desktop.legend_no_classes"))->setEnabled(false);
        return;
    }
    addClasses();
    addSeparator();
    const bool canWrite = desk_.document.writer().canWrite();
    if (!canWrite)
        addAction(desk_.words("desktop.legend_read_only"))->setEnabled(false);
    const auto first = actions().size();
    addRamps();
    addCounts();
    addMethods();
    addLimits();
    QAction* back = addAction(desk_.words("desktop.legend_default"));
    connect(back, &QAction::triggered, this, [this] { changeClasses(desk_, {}); });
    for (qsizetype i = first; i < actions().size(); ++i)
        actions()[i]->setEnabled(canWrite);
    back->setEnabled(canWrite && chosenClasses(desk_) != ClassStyle());
}

void LegendMenu::addClasses()
{
    const ShownIndicator& shown = *desk_.document.shown();
    QMenu* menu = addMenu(desk_.words("desktop.legend_select"));
    for (int i = 0; i < shown.choropleth.breaks.classCount(); ++i) {
        const std::vector<std::string> codes = districtsOfClass(shown, i);
        QAction* action = menu->addAction(
            stripOf({shown.choropleth.colours[static_cast<std::size_t>(i)]}, fontMetrics()),
            desk_.words("desktop.legend_class",
                        {QString::fromStdString(classRange(shown.choropleth, i, desk_.words.language())),
                         QString::number(codes.size())}));
        action->setEnabled(!codes.empty());
        connect(action, &QAction::triggered, this, [this, codes] { desk_.state.selection().replace(codes); });
    }
}

void LegendMenu::addRamps()
{
    static constexpr std::array ramps = {
        std::pair(Ramp::More, "desktop.legend_ramp_more"),
        std::pair(Ramp::Worry, "desktop.legend_ramp_worry"),
        std::pair(Ramp::Money, "desktop.legend_ramp_money"),
        std::pair(Ramp::Change, "desktop.legend_ramp_change"),
        std::pair(Ramp::FineChange, "desktop.legend_ramp_fine_change"),
        std::pair(Ramp::Blocks, "desktop.legend_ramp_blocks"),
    };
    const ShownIndicator& shown = *desk_.document.shown();
    const ClassStyle style = chosenClasses(desk_);
    QMenu* menu = addMenu(desk_.words("desktop.legend_ramp"));
    auto* group = new QActionGroup(menu);
    for (const auto& [ramp, name] : ramps) {
        QAction* action = menu->addAction(
            stripOf(rampColours(ramp, shown.choropleth.breaks.classCount()), fontMetrics()), desk_.words(name));
        action->setCheckable(true);
        action->setChecked(ramp == style.ramp.value_or(rampOf(shown.result.indicator)));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, style, ramp = ramp] {
            ClassStyle next = style;
            next.ramp = ramp;
            changeClasses(desk_, next);
        });
    }
}

void LegendMenu::addCounts()
{
    const ShownIndicator& shown = *desk_.document.shown();
    const ClassStyle style = chosenClasses(desk_);
    QMenu* menu = addMenu(desk_.words("desktop.legend_count"));
    auto* group = new QActionGroup(menu);
    for (int count = leastClasses; count <= mostClasses; ++count) {
        QAction* action = menu->addAction(QStringLiteral("&%1").arg(count));
        action->setCheckable(true);
        action->setChecked(count == shown.choropleth.breaks.classCount());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, style, count] {
            changeClasses(desk_, withClasses(*desk_.document.shown(), style, style.method, count));
        });
    }
}

void LegendMenu::addMethods()
{
    static constexpr std::array methods = {
        std::pair(BreakMethod::NaturalBreaks, "desktop.legend_natural"),
        std::pair(BreakMethod::Quantile, "desktop.legend_quantile"),
        std::pair(BreakMethod::EqualInterval, "desktop.legend_equal"),
    };
    const ShownIndicator& shown = *desk_.document.shown();
    const ClassStyle style = chosenClasses(desk_);
    // Limits that somebody set are of no method.
    const bool isByMethod = style.manualLimits.empty() && shown.result.indicator.breaks.empty();
    QMenu* menu = addMenu(desk_.words("desktop.legend_method"));
    auto* group = new QActionGroup(menu);
    group->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    for (const auto& [method, name] : methods) {
        QAction* action = menu->addAction(desk_.words(name));
        action->setCheckable(true);
        action->setChecked(isByMethod && method == style.method);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, style, method = method] {
            const int classes = desk_.document.shown()->choropleth.breaks.classCount();
            changeClasses(desk_, withClasses(*desk_.document.shown(), style, method, classes));
        });
    }
}

void LegendMenu::addLimits()
{
    const ShownIndicator& shown = *desk_.document.shown();
    QMenu* menu = addMenu(desk_.words("desktop.legend_limits"));
    auto* row = new QWidget(menu);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(12, 4, 12, 4);
    auto* edit = new QLineEdit(limitsText(shown, shown.choropleth.breaks.limits, QStringLiteral("、")), row);
    edit->setObjectName(QStringLiteral("legendLimits"));
    edit->setAccessibleName(desk_.words("desktop.legend_limits"));
    edit->setMinimumWidth(fontMetrics().averageCharWidth() * 36);
    auto* hint = new QLabel(desk_.words("desktop.legend_limits_hint"), row);
    hint->setFont(theme::font(theme::captionPoints));
    layout->addWidget(edit);
    layout->addWidget(hint);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(row);
    menu->addAction(action);
    connect(menu, &QMenu::aboutToShow, edit, [edit] {
        edit->setFocus();
        edit->selectAll();
    });
    connect(edit, &QLineEdit::returnPressed, this, [this, edit, hint] {
        const auto limits = readLimits(*desk_.document.shown(), edit->text());
        if (!limits) {
            hint->setText(desk_.words("desktop.legend_limits_wrong"));
            return;
        }
        ClassStyle style = chosenClasses(desk_);
        style.manualLimits = *limits;
        changeClasses(desk_, style);
        close();
    });
}

}  // namespace chiiki::desktop
