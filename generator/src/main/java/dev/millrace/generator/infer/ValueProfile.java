package dev.millrace.generator.infer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is kept of the values of one field, by their types. Not thread-safe. */
final class ValueProfile {
    private final String path;
    private final int depth;
    private final ProfileBudget budget;
    private long nulls;
    private long trues;
    private long falses;
    private long texts;
    private long numbers;
    private long objects;
    private long arrays;
    private long keys;
    private @Nullable TextProfile text;
    private @Nullable NumberProfile number;
    private @Nullable ObjectProfile object;
    private @Nullable ArrayProfile array;

    ValueProfile(String path, int depth, ProfileBudget budget) {
        this.path = path;
        this.depth = depth;
        this.budget = budget;
    }

    /** Takes a value in. */
    void add(JsonNode value, long eventMicros) {
        switch (value.getNodeType()) {
            case STRING -> {
                texts++;
                text = text == null ? new TextProfile() : text;
                text.add(value.stringValue(), eventMicros);
            }
            case NUMBER -> {
                numbers++;
                number = number == null ? new NumberProfile() : number;
                number.add(value.decimalValue(), eventMicros);
            }
            case BOOLEAN -> {
                if (value.booleanValue()) {
                    trues++;
                } else {
                    falses++;
                }
            }
            case OBJECT -> {
                objects++;
                object = object == null ? new ObjectProfile(path, depth + 1, budget) : object;
                object.add(value, eventMicros);
            }
            case ARRAY -> {
                arrays++;
                array = array == null ? new ArrayProfile(path, depth + 1, budget) : array;
                array.add(value, eventMicros);
            }
            case NULL, MISSING, BINARY, POJO -> nulls++;
        }
    }

    /** Notes that the event's key was this field's value. */
    void wasKey() {
        keys++;
    }

    long keys() {
        return keys;
    }

    /** How many values there were, nulls left out. */
    long values() {
        return texts + numbers + trues + falses + objects + arrays;
    }

    long nulls() {
        return nulls;
    }

    long trues() {
        return trues;
    }

    long truths() {
        return trues + falses;
    }

    long texts() {
        return texts;
    }

    long numbers() {
        return numbers;
    }

    long objects() {
        return objects;
    }

    long arrays() {
        return arrays;
    }

    @Nullable
    TextProfile text() {
        return text;
    }

    @Nullable
    NumberProfile number() {
        return number;
    }

    @Nullable
    ObjectProfile object() {
        return object;
    }

    @Nullable
    ArrayProfile array() {
        return array;
    }
}
