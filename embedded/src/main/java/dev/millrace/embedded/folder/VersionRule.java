package dev.millrace.embedded.folder;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Whose data a server can go on from, told by version numbers such as {@code 18.6} or {@code 4.3.1}. */
public enum VersionRule {
    /** Only data of the same major version, older or newer: PostgreSQL. */
    SAME_MAJOR {
        @Override
        boolean reads(int[] ours, int[] theirs) {
            return ours[0] == theirs[0];
        }
    },
    /** Data of any version that is not newer: Kafka. */
    NOT_NEWER {
        @Override
        boolean reads(int[] ours, int[] theirs) {
            return Arrays.compare(theirs, ours) <= 0;
        }
    };

    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");

    abstract boolean reads(int[] ours, int[] theirs);

    /** Whether a server of version {@code ours} goes on from data of version {@code theirs}; not if that is no version. */
    boolean reads(String ours, String theirs) {
        return VERSION.matcher(theirs).matches() && reads(numbers(ours), numbers(theirs));
    }

    private static int[] numbers(String version) {
        return Pattern.compile("\\.")
                .splitAsStream(version)
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
