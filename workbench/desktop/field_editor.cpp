#include "workbench/desktop/field_editor.h"

#include <QComboBox>
#include <QFontInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include "core/model/indicator.h"
#include "workbench/desktop/row_model.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr double titleEm = 9;

std::string_view hintOf(FieldType type)
{
    switch (type) {
    case FieldType::Date:
        return "desktop.rows_hint_date";
    case FieldType::FiscalYear:
        return "desktop.rows_hint_year";
    case FieldType::Districts:
        return "desktop.rows_hint_districts";
    case FieldType::Yen:
        return "desktop.rows_hint_yen";
    case FieldType::Place:
        return "desktop.rows_hint_place";
    default:
        return {};
    }
}

}  // namespace

FieldEditor::FieldEditor(const FieldSpec& field, const Snapshot& city, const std::vector<Choice>& linked,
                         const Words& words, QWidget* parent)
    : QWidget(parent)
    , field_(field)
    , fault_(new QLabel(this))
{
    auto* title = new QLabel(titleOf(field, words) + (field.isRequired ? QStringLiteral(" *") : QString()), this);
    title->setFont(theme::font(theme::tablePoints));
    title->setWordWrap(true);
    title->setFixedWidth(static_cast<int>(titleEm * QFontInfo(font()).pixelSize()));
    QWidget* box = nullptr;
    if (field.type == FieldType::Choice || field.type == FieldType::District || field.type == FieldType::Link) {
        list_ = new QComboBox(this);
        list_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        list_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        addChoices(city, linked, words);
        connect(list_, &QComboBox::activated, this, &FieldEditor::edited);
        box = list_;
    } else {
        box_ = new QLineEdit(this);
        if (isNumeric(field.type) && field.type != FieldType::FiscalYear)
            box_->setAlignment(Qt::AlignRight);
        if (const std::string_view hint = hintOf(field.type); !hint.empty())
            box_->setPlaceholderText(words(hint));
        connect(box_, &QLineEdit::textEdited, this, &FieldEditor::edited);
        connect(box_, &QLineEdit::returnPressed, this, &FieldEditor::confirmed);
        box = box_;
    }
    box->setObjectName(QStringLiteral("field_") + QString::fromStdString(field.id));
    box->setAccessibleName(title->text());
    title->setBuddy(box);
    setFocusProxy(box);
    fault_->setFont(theme::font(theme::captionPoints));
    fault_->setWordWrap(true);
    fault_->setObjectName(QStringLiteral("fault_") + QString::fromStdString(field.id));
    theme::setTextColour(*fault_, theme::act);
    fault_->hide();

    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(title);
    line->addWidget(box, 1);
    if (const std::string unit = unitTitle(field.unit, words.language()); !unit.empty())
        line->addWidget(new QLabel(QString::fromStdString(unit), this));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(line);
    auto* below = new QHBoxLayout;
    below->addSpacing(title->width() + 8);
    below->addWidget(fault_, 1);
    column->addLayout(below);
}

void FieldEditor::addChoices(const Snapshot& city, const std::vector<Choice>& linked, const Words& words)
{
    list_->addItem(words("desktop.rows_not_said"), QString());
    if (field_.type == FieldType::District) {
        for (const District& district : city.districts)
            list_->addItem(QString::fromStdString(district.name), QString::fromStdString(district.code));
        return;
    }
    for (const Choice& choice : field_.type == FieldType::Link ? linked : field_.choices)
        list_->addItem(words.in(choice.title), QString::fromStdString(choice.id));
}

std::string FieldEditor::text() const
{
    return (list_ ? list_->currentData().toString() : box_->text()).toStdString();
}

void FieldEditor::setText(const std::string& text)
{
    const QString said = QString::fromStdString(text);
    if (!list_) {
        box_->setText(said);
        return;
    }
    int at = list_->findData(said);
    if (at < 0) {
        // What the row says although it is no choice stays to be seen.
        list_->addItem(said, said);
        at = list_->count() - 1;
    }
    list_->setCurrentIndex(at);
}

void FieldEditor::setFault(const QString& sentence)
{
    fault_->setText(sentence);
    fault_->setVisible(!sentence.isEmpty());
}

void FieldEditor::setReadOnly(bool isReadOnly)
{
    if (list_)
        list_->setEnabled(!isReadOnly);
    else
        box_->setReadOnly(isReadOnly);
}

void FieldEditor::focusBox()
{
    focusProxy()->setFocus(Qt::OtherFocusReason);
    if (box_)
        box_->selectAll();
}

}  // namespace chiiki::desktop
