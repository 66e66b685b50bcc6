package dev.millrace.app.config.sample;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Share;
import java.util.Map;
import org.jspecify.annotations.Nullable;

public record Source(
        @Doc("The topic events go to.") String topic,
        @Nullable String key,
        @Default("json") Encoding encoding,
        @Default("10/s") Workload rate,
        @Default("{}") Map<String, Field> fields,
        @Default("1MiB") DataSize maxSize,
        @Nullable Share late) {}
