#include "core/text/hash.h"

#include <QCryptographicHash>
#include <QFile>

namespace chiiki {

std::string sha256OfBytes(std::string_view bytes)
{
    return QCryptographicHash::hash(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())),
                                    QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

Result<std::string> sha256OfFile(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return fail(ErrorKind::NotFound, {"text.file_unreadable", {file.errorString().toStdString()}}, path);
    return hash.result().toHex().toStdString();
}

}  // namespace chiiki
