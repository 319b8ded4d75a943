#pragma once

#include <string>
#include <vector>

#include <QString>
#include <QStringList>

namespace chiiki::desktop {

/// Whether a file, or something in a folder, has an ending of tables or layers that can be taken in.
bool canBeImported(const QString& path);

/// The files that are meant by what was dropped or chosen: a folder means the tables and layers in it, by name, not
/// those of folders inside it.
std::vector<std::string> filesToImport(const QStringList& paths);

/// The endings as a file chooser asks for them: "*.csv *.xlsx ...".
QString importEndings();

/// Whether a copied text is a table: more than one cell.
bool isCopiedTable(const QString& text);

}  // namespace chiiki::desktop
