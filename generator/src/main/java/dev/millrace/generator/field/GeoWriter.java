package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draw;
import dev.millrace.generator.random.RandomWalk;
import org.jspecify.annotations.Nullable;

/** Writes points of a circle on the ground as {@code {"lat":52.520000,"lon":13.405000}}. */
final class GeoWriter implements NumberWriter {
    private static final double METRES_PER_DEGREE = 40_007_863.0 / 360;
    private static final int DECIMALS = 6;
    private static final double MICRODEGREES = 1e6;

    /** Metres east and north of the middle, in turn; none of it outlives the call. */
    @FunctionalInterface
    private interface Metres {
        double of(int axis, long index, long dueMicros);
    }

    private final PlaceKind.Circle circle;
    private final Metres metres;
    private final boolean timed;

    private GeoWriter(PlaceKind.Circle circle, Metres metres, boolean timed) {
        this.circle = circle;
        this.metres = metres;
        this.timed = timed;
    }

    static FieldWriter of(PlaceKind.Circle circle, PlaceKind.@Nullable Stroll stroll, Spot spot) {
        double radius = circle.radius().metres();
        long seed = spot.seed();
        if (stroll == null) {
            return new GeoWriter(circle, (axis, index, due) -> scattered(axis, radius, seed, index), false);
        }
        // A walk stays in the square inside the circle, so that both axes go by themselves.
        double half = radius / Math.sqrt(2);
        if (stroll.step().metres() > 2 * half) {
            throw spot.refused("walk.step", "must not be more than the circle is wide");
        }
        var walk = new RandomWalk(-half, half, stroll.step().metres() / Math.sqrt(2));
        var inner = new Spot(spot.scope(), spot.place() + ".walk", spot.name());
        var steps = KeyedWriters.steps(inner, stroll.by(), stroll.every());
        return new GeoWriter(
                circle,
                (axis, index, due) -> walk.between(Draw.bits(steps.seed(seed, index, due), axis), steps.at(index, due)),
                steps.pace().timed());
    }

    /** Evenly over the circle: the distance goes by the root, for rings grow with it. */
    private static double scattered(int axis, double radius, long seed, long index) {
        double distance = radius * Math.sqrt(Draw.unit(seed, 2 * index));
        double angle = 2 * Math.PI * Draw.unit(seed, 2 * index + 1);
        return distance * (axis == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        double lat = lat(index, dueMicros);
        out.ascii("{\"lat\":").decimal(Math.round(lat * MICRODEGREES), DECIMALS);
        out.ascii(",\"lon\":")
                .decimal(Math.round(lon(lat, index, dueMicros) * MICRODEGREES), DECIMALS)
                .ascii('}');
    }

    @Override
    public DataShape shape() {
        var degrees = DecimalWriter.shape(DECIMALS);
        return new DataShape.Fields(new DataShape.Field("lat", degrees), new DataShape.Field("lon", degrees));
    }

    @Override
    public void avro(long index, long dueMicros, AvroTarget out) {
        double lat = lat(index, dueMicros);
        out.buffer().decimal(Math.round(lat * MICRODEGREES));
        out.buffer().decimal(Math.round(lon(lat, index, dueMicros) * MICRODEGREES));
    }

    private double lat(long index, long dueMicros) {
        return circle.lat() + metres.of(1, index, dueMicros) / METRES_PER_DEGREE;
    }

    private double lon(double lat, long index, long dueMicros) {
        // Degrees of longitude shrink towards the poles: those half way to the point are what the distance goes by.
        double metresPerLongitude = METRES_PER_DEGREE * StrictMath.cos(StrictMath.toRadians((circle.lat() + lat) / 2));
        double lon = circle.lon() + metres.of(0, index, dueMicros) / metresPerLongitude;
        return lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
    }

    @Override
    public boolean timed() {
        return timed;
    }
}
