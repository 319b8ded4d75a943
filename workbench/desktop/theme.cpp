#include "workbench/desktop/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>

#include "maps/scene/text_measure.h"

namespace chiiki::desktop::theme {
namespace {

QPalette lightPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, qColour(window));
    palette.setColor(QPalette::WindowText, qColour(text));
    palette.setColor(QPalette::Base, qColour(surface));
    palette.setColor(QPalette::AlternateBase, qColour(window));
    palette.setColor(QPalette::Text, qColour(text));
    palette.setColor(QPalette::Button, qColour(surface));
    palette.setColor(QPalette::ButtonText, qColour(text));
    palette.setColor(QPalette::PlaceholderText, qColour(secondText));
    palette.setColor(QPalette::Highlight, qColour(accent));
    palette.setColor(QPalette::HighlightedText, qColour(surface));
    palette.setColor(QPalette::ToolTipBase, qColour(surface));
    palette.setColor(QPalette::ToolTipText, qColour(text));
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, qColour(controlBorder));
    palette.setColor(QPalette::Disabled, QPalette::WindowText, qColour(controlBorder));
    palette.setColor(QPalette::Disabled, QPalette::Text, qColour(controlBorder));
    return palette;
}

QString styleSheet()
{
    const auto hex = [](Colour colour) { return QString::fromStdString(hexOf(colour)); };
    QString sheet = QStringLiteral(R"(
QMenuBar { background: @window; border-bottom: 1px solid @hairline; }
QMenuBar::item { padding: 3px 8px; background: transparent; }
QMenuBar::item:selected { background: @pressed; }
QMenu { background: @surface; border: 1px solid @border; padding: 4px 0; }
QMenu::item { padding: 4px 24px; }
QMenu::item:selected { background: @accent; color: @surface; }
QMenu::item:disabled { color: @border; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 0; }
QToolBar { background: @window; border: none; border-bottom: 1px solid @hairline; spacing: 8px; padding: 4px 8px; }
QToolButton, QPushButton { background: @surface; border: 1px solid @border; border-radius: 2px; padding: 2px 10px;
                           min-height: 22px; }
QToolButton:hover, QPushButton:hover { border-color: @accent; }
QToolButton:pressed, QPushButton:pressed { background: @pressed; }
QToolButton:focus, QPushButton:focus, QComboBox:focus { border: 2px solid @accent; }
QToolButton:disabled, QPushButton:disabled { color: @border; border-color: @hairline; }
QPushButton[isPrimary="true"] { background: @accent; color: @surface; border-color: @accent; }
QComboBox { background: @surface; border: 1px solid @border; border-radius: 2px; padding: 2px 8px; min-height: 22px;
            combobox-popup: 0; }
QComboBox:hover { border-color: @accent; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; outline: none;
                              selection-background-color: @accent; selection-color: @surface; }
#viewSwitch QRadioButton { background: @surface; border: 1px solid @border; padding: 2px 12px; min-height: 22px;
                           spacing: 0; }
#viewSwitch QRadioButton::indicator { width: 0; height: 0; }
#viewSwitch QRadioButton:checked { background: @accent; border-color: @accent; color: @surface; }
#viewSwitch QRadioButton:focus { border: 2px solid @text; }
#viewSwitch QRadioButton:disabled { color: @border; border-color: @hairline; }
QHeaderView { background: @surface; }
QHeaderView::section { background: @surface; border: none; border-bottom: 1px solid @border; padding: 0 8px; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 0; height: 0; }
QTableView { background: @surface; border: none; gridline-color: transparent; }
QSplitter::handle { background: @hairline; }
QStatusBar { background: @window; border-top: 1px solid @hairline; }
QStatusBar::item { border: none; }
QToolTip { background: @surface; color: @text; border: 1px solid @border; padding: 4px 8px; }
QProgressBar { border: 1px solid @hairline; background: @surface; max-height: 4px; }
QProgressBar::chunk { background: @accent; }
)");
    sheet.replace(QLatin1String("@window"), hex(window));
    sheet.replace(QLatin1String("@surface"), hex(surface));
    sheet.replace(QLatin1String("@text"), hex(text));
    sheet.replace(QLatin1String("@accent"), hex(accent));
    sheet.replace(QLatin1String("@border"), hex(controlBorder));
    sheet.replace(QLatin1String("@hairline"), hex(hairline));
    sheet.replace(QLatin1String("@pressed"), hex(pressed));
    return sheet;
}

}  // namespace

QFont font(double points, bool isBold)
{
    QFont made(QString::fromLatin1(fontFamily));
    made.setPointSizeF(points);
    made.setBold(isBold);
    return made;
}

void apply(QApplication& application)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(lightPalette());
    QApplication::setFont(font(textPoints));
    application.setStyleSheet(styleSheet());
}

}  // namespace chiiki::desktop::theme
