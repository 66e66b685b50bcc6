# Finds a JDK 25 or newer and exports JAVA_HOME. Sourced by ./mvnw and ./millrace; plain POSIX sh.
#
# Looked at, in this order: JAVA_HOME, the java on the PATH, then the usual places. The first that is
# new enough wins. Where none is, the ones seen are listed on stderr, with what to install, and the
# caller ends with exit code 3.

jdk_required=25
jdk_seen=''

# The feature version of the JDK at $1, from its release file (no JVM is started); empty if $1 is no JDK.
jdk_version_of() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release"
}

# Succeeds if the JDK at $1 is new enough; notes it as seen otherwise.
jdk_accept() {
  jdk_version=$(jdk_version_of "$1")
  [ -n "$jdk_version" ] || return 1
  if [ "$jdk_version" -ge "$jdk_required" ]; then
    JAVA_HOME=$1
    export JAVA_HOME
    return 0
  fi
  case "$jdk_seen" in
    *"  $1 "*) ;;
    *) jdk_seen="$jdk_seen
  $1 (JDK $jdk_version)" ;;
  esac
  return 1
}

jdk_on_path() {
  jdk_java=$(command -v java 2>/dev/null) || return 0
  jdk_java=$(readlink -f "$jdk_java" 2>/dev/null) || return 0
  dirname "$(dirname "$jdk_java")"
}

jdk_find() {
  [ -n "${JAVA_HOME-}" ] && jdk_accept "$JAVA_HOME" && return 0
  jdk_accept "$(jdk_on_path)" && return 0
  for jdk_home in \
    /usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* "${HOME:-/nonexistent}"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    jdk_accept "$jdk_home" && return 0
  done
  {
    echo "Millrace needs a JDK $jdk_required or newer, and none was found."
    if [ -n "$jdk_seen" ]; then
      echo "Seen, but too old:$jdk_seen"
    else
      echo "No JDK was seen in JAVA_HOME, on the PATH or in the usual places."
    fi
    echo "Install one (Eclipse Temurin 25: https://adoptium.net, or: sdk install java 25-tem),"
    echo "or set JAVA_HOME to one that is somewhere else."
  } >&2
  return 3
}

jdk_find || exit 3
