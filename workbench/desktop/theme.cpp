#include "workbench/desktop/theme.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <QApplication>
#include <QEvent>
#include <QPalette>
#include <QPointer>
#include <QWidget>

#include "maps/scene/text_measure.h"
#include "workbench/desktop/chrome_style.h"

namespace chiiki::desktop::theme {
namespace {

QPalette paletteOfNow()
{
    QPalette palette;
    palette.setColor(QPalette::Window, qColour(window));
    palette.setColor(QPalette::WindowText, qColour(text));
    palette.setColor(QPalette::Base, qColour(surface));
    palette.setColor(QPalette::AlternateBase, qColour(window));
    palette.setColor(QPalette::Text, qColour(text));
    palette.setColor(QPalette::Button, qColour(surface));
    palette.setColor(QPalette::ButtonText, qColour(text));
    palette.setColor(QPalette::BrightText, qColour(onAccent));
    palette.setColor(QPalette::PlaceholderText, qColour(secondText));
    palette.setColor(QPalette::Link, qColour(accent));
    palette.setColor(QPalette::LinkVisited, qColour(accent));
    palette.setColor(QPalette::Highlight, qColour(accent));
    palette.setColor(QPalette::HighlightedText, qColour(onAccent));
    palette.setColor(QPalette::ToolTipBase, qColour(surface));
    palette.setColor(QPalette::ToolTipText, qColour(text));
    // Fusion makes bevels and grooves of these.
    palette.setColor(QPalette::Light, qColour(surface));
    palette.setColor(QPalette::Midlight, qColour(pressed));
    palette.setColor(QPalette::Mid, qColour(hairline));
    palette.setColor(QPalette::Dark, qColour(controlBorder));
    palette.setColor(QPalette::Shadow, qColour(controlBorder));
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, qColour(controlBorder));
    palette.setColor(QPalette::Disabled, QPalette::WindowText, qColour(controlBorder));
    palette.setColor(QPalette::Disabled, QPalette::Text, qColour(controlBorder));
    return palette;
}

QString styleSheet()
{
    QString sheet = QStringLiteral(R"(
QMenuBar { background: @window; border-bottom: 1px solid @hairline; }
QMenuBar::item { padding: 3px 8px; background: transparent; }
QMenuBar::item:selected { background: @pressed; }
QMenu { background: @surface; border: 1px solid @border; padding: 4px 0; }
QMenu::item { padding: 4px @sign; }
QMenu::item:selected { background: @accent; color: @inkOnAccent; }
QMenu::item:disabled { color: @border; }
QMenu::indicator { width: @tick; height: @tick; left: 4px; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 0; }
QToolBar { background: @window; border: none; border-bottom: 1px solid @hairline; spacing: 8px; padding: 4px 8px; }
QToolButton, QPushButton { background: @surface; border: 1px solid @border; border-radius: 2px; padding: 2px 10px;
                           min-height: @line; }
QToolButton[popupMode="2"] { padding-right: @arrow; }
QToolButton::menu-indicator { subcontrol-origin: border; subcontrol-position: center right; right: 6px; width: @tick; }
#themeRail QToolButton, #themeRail QPushButton { padding: 2px 0; min-height: 0; }
QToolButton:hover, QPushButton:hover { border-color: @accent; }
QToolButton:pressed, QPushButton:pressed { background: @pressed; }
QToolButton:focus, QPushButton:focus { border: 2px solid @accent; }
QToolButton:disabled, QPushButton:disabled { color: @border; border-color: @hairline; }
QToolButton:checked, QPushButton:checked { background: @accent; color: @inkOnAccent; border-color: @accent; }
QToolButton[isFilter="true"] { background: @window; color: @second; border-color: @hairline; padding: 2px 3px; }
QToolButton[isFilter="true"]:checked { background: @surface; color: @text; border-color: @border; }
QToolButton[isFilter="true"]:focus { border: 2px solid @accent; }
QToolButton[isFlat="true"] { background: transparent; border: 1px solid transparent; padding: 0 4px; min-height: 0; }
QToolButton[isFlat="true"]:focus { border: 2px solid @accent; }
#hairline { background: @hairline; border: none; }
#noticeBar { border-bottom: 1px solid @border; }
QPushButton[isLine="true"] { text-align: left; }
QPushButton[isPrimary="true"] { background: @accent; color: @inkOnAccent; border-color: @accent; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; outline: none;
                              selection-background-color: @accent; selection-color: @inkOnAccent; }
#viewSwitch QRadioButton { background: @surface; border: 1px solid @border; padding: 2px 12px; min-height: @line;
                           spacing: 0; }
#viewSwitch QRadioButton::indicator { width: 0; height: 0; image: none; border: none; background: none; }
#viewSwitch QRadioButton:checked { background: @accent; border-color: @accent; color: @inkOnAccent; }
#viewSwitch QRadioButton:focus { border: 2px solid @text; }
#viewSwitch QRadioButton:disabled { color: @border; border-color: @hairline; }
QHeaderView { background: @surface; }
QTableCornerButton::section { background: @surface; border: none; }
QHeaderView::section { background: @surface; border: none; border-bottom: 1px solid @border; padding: 0 8px; }
#pluginManager QHeaderView::section { padding: 0 3px; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 0; height: 0; }
QTableView { background: @surface; border: none; gridline-color: transparent; }
QSplitter::handle { background: @hairline; }
QStatusBar { background: @window; border-top: 1px solid @hairline; }
QStatusBar::item { border: none; }
QToolTip { background: @surface; color: @text; border: 1px solid @border; padding: 4px 8px; }
QScrollBar { background: @window; border: none; }
QScrollBar:vertical { width: @bar; }
QScrollBar:horizontal { height: @bar; }
QScrollBar::handle { background: @border; border: 2px solid @window; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: @sign; }
QScrollBar::handle:horizontal { min-width: @sign; }
QScrollBar::handle:hover { background: @accent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QProgressBar { qproperty-textVisible: false; border: 1px solid @hairline; background: @surface; max-height: 4px; }
QProgressBar::chunk { background: @accent; }
QTabBar::tab { background: @window; border: 1px solid @hairline; border-bottom: none; padding: 4px 12px; min-height: @line; }
QTabBar::tab:selected { background: @surface; border-color: @border; }
QTabBar::tab:focus { border: 2px solid @accent; }
QTabWidget::pane { border: none; border-top: 1px solid @border; }
QLineEdit, QPlainTextEdit, QTextEdit { background: @surface; border: 1px solid @border; border-radius: 2px;
    padding: 2px 6px; selection-background-color: @accent; selection-color: @inkOnAccent; }
QLineEdit { min-height: @line; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @accent; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QAbstractItemView QLineEdit { min-height: 0; padding: 0 4px; }
)");
    const std::pair<const char*, Token> colours[] = {
        {"@window", window},     {"@surface", surface},      {"@text", text},
        {"@accent", accent},     {"@inkOnAccent", onAccent}, {"@border", controlBorder},
        {"@hairline", hairline}, {"@pressed", pressed},      {"@second", secondText},
    };
    for (const auto& [name, token] : colours)
        sheet.replace(QLatin1String(name), QString::fromStdString(hexOf(token)));
    const std::pair<const char*, int> lengths[] = {
        {"@line", 22}, {"@sign", 24}, {"@bar", 12}, {"@tick", 14}, {"@arrow", 24}};
    for (const auto& [name, atHundred] : lengths)
        sheet.replace(QLatin1String(name), QStringLiteral("%1px").arg(px(atHundred)));
    return sheet;
}

const char* textColourProperty(Chrome chrome)
{
    return chrome == Chrome::Light ? "lightTextColour" : "darkTextColour";
}

void colourText(QWidget& widget)
{
    const QVariant colour = widget.property(textColourProperty(looks().chrome()));
    if (!colour.isValid())
        return;
    QPalette palette;
    palette.setColor(widget.foregroundRole(), colour.value<QColor>());
    widget.setPalette(palette);
}

// Some go while others change: a splitter arranged anew throws its handles away.
std::vector<QPointer<QWidget>> allWidgets()
{
    const QWidgetList all = QApplication::allWidgets();
    return {all.begin(), all.end()};
}

// What widgets were given themselves by setFont(): what they have from their parents or the program is not in it.
std::vector<std::pair<QPointer<QWidget>, QFont>> ownFonts()
{
    std::vector<std::pair<QPointer<QWidget>, QFont>> fonts;
    for (QWidget* widget : QApplication::allWidgets())
        if (widget->testAttribute(Qt::WA_SetFont) && (widget->font().resolveMask() & QFont::SizeResolved))
            fonts.emplace_back(widget, widget->font());
    return fonts;
}

/// `growth`: of the text since it was dressed the last time.
void dress(double growth = 1)
{
    if (!qApp)
        return;
    const auto own = ownFonts();
    QApplication::setPalette(paletteOfNow());
    qApp->setStyleSheet(styleSheet());
    QApplication::setFont(font(textPoints));
    // Qt tells widgets of it only once the event loop runs.
    for (const QPointer<QWidget>& widget : allWidgets()) {
        QEvent told(QEvent::ApplicationFontChange);
        if (widget)
            QCoreApplication::sendEvent(widget, &told);
    }
    // Afterwards: a new style sheet gives widgets the palettes and fonts back that they had under the old one.
    for (const auto& [widget, before] : own) {
        QFont grown = before;
        if (grown.pointSizeF() > 0)
            grown.setPointSizeF(grown.pointSizeF() * growth);
        if (widget)
            widget->setFont(grown);
    }
    for (const QPointer<QWidget>& widget : allWidgets())
        if (widget)
            colourText(*widget);
}

}  // namespace

Token::operator Colour() const
{
    return in(looks().chrome());
}

Looks& looks()
{
    static Looks only;
    return only;
}

void Looks::setChrome(Chrome chrome)
{
    if (chrome == chrome_)
        return;
    chrome_ = chrome;
    dress();
    emit changed();
}

void Looks::setTextPercent(int percent)
{
    const int wanted = std::clamp(percent, 100, 200);
    if (wanted == textPercent_)
        return;
    const double growth = static_cast<double>(wanted) / textPercent_;
    textPercent_ = wanted;
    dress(growth);
    emit changed();
}

QFont font(double points, bool isBold)
{
    QFont made(QString::fromLatin1(fontFamily));
    made.setPointSizeF(points * looks().textPercent() / 100.0);
    made.setBold(isBold);
    return made;
}

double textScale()
{
    return looks().textPercent() / 100.0;
}

int px(double atHundred)
{
    return static_cast<int>(std::lround(atHundred * looks().textPercent() / 100.0));
}

FontsKept::FontsKept()
    : fonts_(ownFonts())
{
}

FontsKept::~FontsKept()
{
    for (const auto& [widget, font] : fonts_)
        if (widget && widget->font() != font)
            widget->setFont(font);
}

void keep(QObject& owner, std::function<void()> look)
{
    look();
    QObject::connect(&looks(), &Looks::changed, &owner, std::move(look));
}

void setTextColour(QWidget& widget, Token colour)
{
    widget.setProperty(textColourProperty(Chrome::Light), qColour(colour.in(Chrome::Light)));
    widget.setProperty(textColourProperty(Chrome::Dark), qColour(colour.in(Chrome::Dark)));
    colourText(widget);
}

void apply()
{
    QApplication::setStyle(new ChromeStyle);
    dress();
}

}  // namespace chiiki::desktop::theme
