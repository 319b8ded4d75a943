#include "workbench/desktop/theme_panel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "workbench/desktop/parameter_strip.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/theme_tree.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {

ThemePanel::ThemePanel(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , title_(new QLabel(this))
    , manage_(new QToolButton(this))
    , tree_(new ThemeTree(desk, this))
    , parameters_(new ParameterStrip(desk, this))
{
    setObjectName(QStringLiteral("themePanel"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    title_->setFont(theme::font(theme::sectionPoints, true));
    manage_->setObjectName(QStringLiteral("openPluginManager"));
    manage_->setFont(theme::font(theme::captionPoints));
    connect(manage_, &QToolButton::clicked, this, &ThemePanel::managerRequested);
    auto* heading = new QHBoxLayout;
    heading->setContentsMargins(12, 4, 8, 4);
    heading->addWidget(title_, 1);
    heading->addWidget(manage_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(heading);
    column->addWidget(tree_, 1);
    line_ = new QFrame(this);
    line_->setObjectName(QStringLiteral("hairline"));
    line_->setFixedHeight(1);
    column->addWidget(line_);
    column->addWidget(parameters_);
    setFocusProxy(tree_);
    connect(parameters_, &ParameterStrip::contentChanged, this, &ThemePanel::shareHeight);
    connect(&desk_.words, &Words::changed, this, &ThemePanel::retranslate);
    retranslate();
    shareHeight();
}

void ThemePanel::reveal(const std::string& themeId)
{
    tree_->reveal(themeId);
}

void ThemePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    shareHeight();
}

void ThemePanel::shareHeight()
{
    const int wanted = parameters_->wantedHeight();
    line_->setVisible(wanted > 0);
    parameters_->setFixedHeight(std::min(wanted, height() / 2));
}

void ThemePanel::retranslate()
{
    setAccessibleName(desk_.words("desktop.themes_name"));
    title_->setText(desk_.words("desktop.themes_name"));
    manage_->setText(desk_.words("desktop.themes_manage"));
    manage_->setToolTip(desk_.words("desktop.themes_manage_tip"));
}

}  // namespace chiiki::desktop
