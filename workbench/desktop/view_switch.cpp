#include "workbench/desktop/view_switch.h"

#include <QHBoxLayout>
#include <QRadioButton>

#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {

ViewSwitch::ViewSwitch(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , map_(new QRadioButton(this))
    , tiles_(new QRadioButton(this))
{
    setObjectName(QStringLiteral("viewSwitch"));
    map_->setObjectName(QStringLiteral("viewSwitchMap"));
    tiles_->setObjectName(QStringLiteral("viewSwitchTiles"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(map_);
    row->addWidget(tiles_);
    connect(map_, &QRadioButton::clicked, this, [this] { desk_.state.setPicture({}); });
    connect(tiles_, &QRadioButton::clicked, this, [this] { desk_.state.setPicture({Picture::Kind::Tiles}); });
    connect(&desk_.state, &ViewState::pictureChanged, this, &ViewSwitch::showPicture);
    connect(&desk_.words, &Words::changed, this, &ViewSwitch::retranslate);
    retranslate();
    showPicture();
}

void ViewSwitch::toggle()
{
    const bool isMap = desk_.state.picture().kind == Picture::Kind::Map;
    desk_.state.setPicture({isMap ? Picture::Kind::Tiles : Picture::Kind::Map});
}

void ViewSwitch::showPicture()
{
    const Picture::Kind kind = desk_.state.picture().kind;
    const bool isOne = kind == Picture::Kind::Map || kind == Picture::Kind::Tiles;
    // Exclusive buttons cannot all be off.
    map_->setAutoExclusive(isOne);
    tiles_->setAutoExclusive(isOne);
    map_->setChecked(kind == Picture::Kind::Map);
    tiles_->setChecked(kind == Picture::Kind::Tiles);
}

void ViewSwitch::retranslate()
{
    map_->setText(desk_.words("desktop.view_map"));
    tiles_->setText(desk_.words("desktop.view_tiles"));
    setAccessibleName(desk_.words("desktop.name_view"));
    tiles_->setToolTip(desk_.words("desktop.view_tiles_tip"));
}

}  // namespace chiiki::desktop
