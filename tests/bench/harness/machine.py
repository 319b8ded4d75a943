"""What the figures were measured on."""
import os
import platform
import re
import subprocess


def first(pattern, path, default):
    try:
        with open(path, encoding="utf-8") as file:
            found = re.search(pattern, file.read(), re.M)
        return found.group(1) if found else default
    except OSError:
        return default


def package(name):
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", name], capture_output=True, text=True)
    return asked.stdout if asked.returncode == 0 and asked.stdout else "not installed"


def facts():
    memory_kb = int(first(r"^MemTotal:\s+(\d+)", "/proc/meminfo", "0"))
    packages = {"QGIS": "qgis", "PostGIS": "postgresql-15-postgis-3", "PostgreSQL": "postgresql-15",
                "SpatiaLite": "libsqlite3-mod-spatialite", "GEOS": "libgeos-c1v5", "GDAL": "gdal-bin",
                "mapnik": "python3-mapnik"}
    return {
        "processor": f"{first(r'^model name.*: (.*)$', '/proc/cpuinfo', platform.machine())}, {os.cpu_count()} cores",
        "memory": f"{memory_kb / 1024 / 1024:.0f} GB",
        "system": first(r'^PRETTY_NAME="(.*)"', "/etc/os-release", platform.system()),
        "peers": ", ".join(f"{title} {package(name)}" for title, name in packages.items()),
    }
