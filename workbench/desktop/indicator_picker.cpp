#include "workbench/desktop/indicator_picker.h"

#include <algorithm>
#include <utility>

#include <QSignalBlocker>
#include <QStandardItemModel>

#include "workbench/desktop/theme.h"
#include "workbench/desktop/themes.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int widest = 520;  // px: the other tools of the bar need room, too

}  // namespace

IndicatorPicker::IndicatorPicker(const Words& words, QWidget* parent)
    : QComboBox(parent)
    , words_(words)
{
    setObjectName(QStringLiteral("indicatorPicker"));
    setMaxVisibleItems(24);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(this, &QComboBox::activated, this, [this](int index) {
        if (const QVariant id = itemData(index); id.isValid())
            emit picked(id.toString().toStdString());
    });
    connect(&words_, &Words::changed, this, &IndicatorPicker::fill);
    theme::keep(*this, [this] {
        setMinimumWidth(theme::px(150));
        setMaximumWidth(std::min(theme::px(420), widest));
        fill();
    });
}

void IndicatorPicker::setOffered(std::vector<OfferedIndicator> offered)
{
    offered_ = std::move(offered);
    fill();
}

void IndicatorPicker::setCurrent(const std::string& id)
{
    const QSignalBlocker quiet(this);
    setCurrentIndex(findData(QString::fromStdString(id)));
}

QSize IndicatorPicker::sizeHint() const
{
    return {std::min(theme::px(340), widest), QComboBox::sizeHint().height()};
}

void IndicatorPicker::fill()
{
    const QVariant chosen = currentData();
    const QSignalBlocker quiet(this);
    setAccessibleName(words_("desktop.name_picker"));
    clear();
    auto* items = qobject_cast<QStandardItemModel*>(model());
    for (std::size_t i = 0; i < offered_.size(); ++i) {
        const QString group = groupTitle(offered_[i], words_);
        if (i == 0 || group != groupTitle(offered_[i - 1], words_)) {
            addItem(group);
            QStandardItem* heading = items->item(count() - 1);
            heading->setFlags(Qt::NoItemFlags);
            heading->setFont(theme::font(theme::captionPoints, true));
        }
        addItem(words_.in(offered_[i].indicator.title), QString::fromStdString(offered_[i].indicator.id));
    }
    setCurrentIndex(findData(chosen));
}

}  // namespace chiiki::desktop
