#include "workbench/desktop/parameter_strip.h"

#include <algorithm>
#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include "core/text/number_text.h"
#include "maps/style/number_format.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/themes.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki::desktop {
namespace {

constexpr int restMs = 250;
constexpr int padding = 8;

/// Decimal places that the step has.
int decimalsOf(double step)
{
    int decimals = 0;
    for (double rest = step; decimals < 6 && std::abs(rest - std::round(rest)) > 1e-9; rest *= 10)
        ++decimals;
    return decimals;
}

int stepsOf(const ParameterSpec& spec, double value)
{
    return static_cast<int>(std::lround((value - spec.minimum) / spec.step));
}

}  // namespace

ParameterStrip::ParameterStrip(const Desk& desk, QWidget* parent)
    : QScrollArea(parent)
    , desk_(desk)
{
    setObjectName(QStringLiteral("parameterStrip"));
    setFocusPolicy(Qt::NoFocus);  // its fields take it, and scroll by it
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    rest_.setSingleShot(true);
    rest_.setInterval(restMs);
    connect(&rest_, &QTimer::timeout, this, &ParameterStrip::store);
    connect(&desk_.document, &CityDocument::cityChanged, this, &ParameterStrip::takeTheme);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, [this] {
        if (!rest_.isActive())
            isAhead_ = false;
        takeTheme();
    });
    connect(&desk_.document.writer(), &CityWriter::refused, this, [this] {
        isAhead_ = false;
        takeValues();
    });
    connect(&desk_.document.writer(), &CityWriter::stateChanged, this, &ParameterStrip::showValues);
    connect(&desk_.state, &ViewState::indicatorChanged, this, &ParameterStrip::takeTheme);
    connect(&desk_.state, &ViewState::pictureChanged, this, &ParameterStrip::takeTheme);
    connect(&desk_.words, &Words::changed, this, &ParameterStrip::build);
    takeTheme();
}

int ParameterStrip::wantedHeight() const
{
    if (controls_.empty() || !widget())
        return 0;
    return std::max(widget()->heightForWidth(width()), widget()->minimumSizeHint().height());
}

void ParameterStrip::takeTheme()
{
    const Plugin* plugin = nullptr;
    if (const OpenedCity* city = desk_.document.city())
        if (const auto found = city->session->find(themeLookedAt(desk_.state, themesOf(*city, desk_.words))))
            plugin = *found;
    const bool hasAny = plugin && !plugin->manifest.parameters.empty();
    const bool isSame = hasAny == manifest_.has_value() && (!hasAny || plugin->manifest == *manifest_);
    if (!isSame) {
        if (rest_.isActive()) {
            rest_.stop();
            store();
        }
        isAhead_ = false;
        manifest_.reset();
        if (hasAny)
            manifest_ = plugin->manifest;
        build();
    }
    takeValues();
}

void ParameterStrip::build()
{
    controls_.clear();
    auto* content = new QWidget;
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(padding, padding, padding, padding);
    column->setSpacing(4);
    heading_ = new QLabel(content);
    heading_->setFont(theme::font(theme::textPoints, true));
    heading_->setWordWrap(true);
    column->addWidget(heading_);
    readOnly_ = new QLabel(content);
    readOnly_->setFont(theme::font(theme::captionPoints));
    readOnly_->setWordWrap(true);
    column->addWidget(readOnly_);
    if (manifest_)
        for (const ParameterSpec& spec : manifest_->parameters) {
            Control& control = controls_.emplace_back();
            control.spec = spec;
            const QString name = QStringLiteral("parameter_") + QString::fromStdString(spec.id);
            const QString title = desk_.words.in(spec.title);
            column->addSpacing(4);
            if (spec.type != ParameterType::YesNo) {
                control.title = new QLabel(title, content);
                control.title->setFont(theme::font(theme::tablePoints));
                control.title->setWordWrap(true);
                column->addWidget(control.title);
            }
            QWidget* main = nullptr;
            if (spec.type == ParameterType::Number) {
                addNumber(control, *column);
                main = control.spin;
            } else if (spec.type == ParameterType::Choice) {
                control.choices = new QComboBox(content);
                for (const Choice& choice : spec.choices)
                    control.choices->addItem(desk_.words.in(choice.title), QString::fromStdString(choice.id));
                control.choices->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
                connect(control.choices, &QComboBox::activated, this, [this, spec, box = control.choices](int index) {
                    set(spec, box->itemData(index).toString().toStdString());
                });
                column->addWidget(control.choices);
                main = control.choices;
            } else {
                control.check = new QCheckBox(title, content);
                connect(control.check, &QCheckBox::clicked, this,
                        [this, spec](bool isOn) { set(spec, isOn ? "yes" : "no"); });
                column->addWidget(control.check);
                main = control.check;
            }
            main->setObjectName(name);
            main->setAccessibleName(title);
            if (control.title)
                control.title->setBuddy(main);
            control.mark = new QLabel(content);
            control.mark->setFont(theme::font(theme::captionPoints));
            column->addWidget(control.mark);
        }
    reset_ = new QPushButton(content);
    reset_->setObjectName(QStringLiteral("parameterReset"));
    connect(reset_, &QPushButton::clicked, this, [this] {
        values_.clear();
        isAhead_ = true;
        rest_.start();
        showValues();
    });
    column->addSpacing(4);
    column->addWidget(reset_, 0, Qt::AlignLeft);
    setWidget(content);
    showTexts();
    showValues();
    setVisible(!controls_.empty());
    emit contentChanged();
}

void ParameterStrip::addNumber(Control& control, QVBoxLayout& column)
{
    const ParameterSpec spec = control.spec;
    control.slider = new QSlider(Qt::Horizontal, column.parentWidget());
    control.slider->setRange(0, stepsOf(spec, spec.maximum));
    control.slider->setPageStep(std::max(1, control.slider->maximum() / 10));
    control.slider->setAccessibleName(desk_.words.in(spec.title));
    control.slider->setObjectName(QStringLiteral("parameterSlider_") + QString::fromStdString(spec.id));
    control.spin = new QDoubleSpinBox(column.parentWidget());
    control.spin->setDecimals(decimalsOf(spec.step));
    control.spin->setRange(spec.minimum, spec.maximum);
    control.spin->setSingleStep(spec.step);
    control.spin->setGroupSeparatorShown(true);
    control.spin->setAlignment(Qt::AlignRight);
    control.spin->setKeyboardTracking(true);
    const QString unit = QString::fromStdString(unitTitle(spec.unit, desk_.words.language()));
    if (!unit.isEmpty())
        control.spin->setSuffix(QStringLiteral(" ") + unit);
    theme::keep(*control.spin, [this, spec, spin = control.spin] {
        const QFontMetrics metrics(theme::font(theme::textPoints));
        spin->setMinimumWidth(metrics.horizontalAdvance(titleOf(spec, shortestText(spec.maximum))) + theme::px(44));
    });
    connect(control.slider, &QSlider::valueChanged, this,
            [this, spec](int steps) { set(spec, shortestText(spec.minimum + steps * spec.step)); });
    connect(control.spin, &QDoubleSpinBox::valueChanged, this,
            [this, spec](double value) { set(spec, shortestText(value)); });
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(control.slider, 1);
    row->addWidget(control.spin);
    column.addLayout(row);
}

void ParameterStrip::set(const ParameterSpec& spec, const std::string& value)
{
    if (value == spec.defaultValue)
        values_.erase(spec.id);
    else
        values_[spec.id] = value;
    isAhead_ = true;
    rest_.start();
    showValues();
}

void ParameterStrip::store()
{
    if (!manifest_)
        return;
    desk_.document.writer().change(
        [manifest = *manifest_, values = values_](Workspace& workspace, const ChangeStamp& stamp) {
            return setParameters(workspace, manifest, values, stamp);
        });
}

void ParameterStrip::takeValues()
{
    if (!manifest_ || isAhead_ || !desk_.document.city())
        return;
    values_ = parametersOf(*desk_.document.city()->snapshot, *manifest_);
    showValues();
}

QString ParameterStrip::titleOf(const ParameterSpec& spec, const std::string& value) const
{
    if (spec.type == ParameterType::Number) {
        const auto unit = QString::fromStdString(unitTitle(spec.unit, desk_.words.language()));
        return QString::fromStdString(formatNumber(std::stod(value), decimalsOf(spec.step))) +
               (unit.isEmpty() ? QString() : QStringLiteral(" ") + unit);
    }
    for (const Choice& choice : spec.choices)
        if (choice.id == value)
            return desk_.words.in(choice.title);
    return desk_.words(value == "yes" ? "desktop.themes_yes" : "desktop.themes_no");
}

void ParameterStrip::showValues()
{
    if (!manifest_ || !reset_)
        return;
    const bool canWrite = desk_.document.writer().canWrite();
    for (Control& control : controls_) {
        const std::string value = parameterValue(*manifest_, values_, control.spec.id);
        if (control.spin) {
            const QSignalBlocker quietSlider(control.slider);
            const QSignalBlocker quietSpin(control.spin);
            const double number = std::stod(value);
            control.slider->setValue(stepsOf(control.spec, number));
            // What is half typed must not be overwritten.
            if (control.spin->value() != number)
                control.spin->setValue(number);
            control.slider->setEnabled(canWrite);
            control.spin->setEnabled(canWrite);
        }
        if (control.choices) {
            control.choices->setCurrentIndex(control.choices->findData(QString::fromStdString(value)));
            control.choices->setEnabled(canWrite);
        }
        if (control.check) {
            control.check->setChecked(value == "yes");
            control.check->setEnabled(canWrite);
        }
        const bool isDefault = value == control.spec.defaultValue;
        control.mark->setText(
            isDefault ? desk_.words("desktop.themes_is_default")
                      : desk_.words("desktop.themes_default_is", {titleOf(control.spec, control.spec.defaultValue)}));
    }
    reset_->setEnabled(canWrite && !values_.empty());
    readOnly_->setVisible(!canWrite);
}

void ParameterStrip::showTexts()
{
    setAccessibleName(desk_.words("desktop.themes_parameters"));
    heading_->setText(manifest_ ? desk_.words("desktop.themes_parameters_of", {desk_.words.in(manifest_->title)})
                                : QString());
    readOnly_->setText(desk_.words("desktop.themes_read_only"));
    reset_->setText(desk_.words("desktop.themes_reset"));
}

}  // namespace chiiki::desktop
