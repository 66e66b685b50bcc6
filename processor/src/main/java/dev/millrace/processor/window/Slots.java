package dev.millrace.processor.window;

import dev.millrace.event.json.JsonBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers at places in a byte array, without a buffer around it. */
final class Slots {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);

    private Slots() {}

    static long getLong(byte[] state, int at) {
        return (long) LONG.get(state, at);
    }

    static void putLong(byte[] state, int at, long value) {
        LONG.set(state, at, value);
    }

    static double getDouble(byte[] state, int at) {
        return (double) DOUBLE.get(state, at);
    }

    static void putDouble(byte[] state, int at, double value) {
        DOUBLE.set(state, at, value);
    }

    /** A double as JSON; null where it is none JSON can write, which takes a sum beyond 1.8e308. */
    static void write(double value, JsonBuffer out) {
        out.ascii(Double.isFinite(value) ? Double.toString(value) : "null");
    }
}
