package dev.millrace.app.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.config.JsonSchema;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Scalar;
import dev.millrace.settings.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class SchemaTextTest {
    @Doc("A mill.")
    record Mill(
            @Doc("What it is called.") String name,
            @Default("2") int wheels,
            @Default("10/s") Speed speed,
            @Nullable Mill next) {}

    @Doc("How fast it turns.")
    sealed interface Speed {
        @Scalar
        record Steady(Rate steady) implements Speed {}

        @Doc("By the day.")
        record Daily(
                Map<String, Rate> daily, @Default("true") boolean rest) implements Speed {}
    }

    @Test
    void saysAllThereIsToKnowForAnEditor() {
        assertThat(JsonSchema.of(Mill.class)).isEqualTo("""
                {
                  "$schema" : "https://json-schema.org/draft/2020-12/schema",
                  "$ref" : "#/$defs/Mill",
                  "$defs" : {
                    "Daily" : {
                      "title" : "Daily",
                      "description" : "By the day.",
                      "type" : "object",
                      "properties" : {
                        "daily" : {
                          "type" : "object",
                          "additionalProperties" : {
                            "$ref" : "#/$defs/Rate"
                          }
                        },
                        "rest" : {
                          "anyOf" : [
                            {
                              "type" : "boolean"
                            },
                            {
                              "$ref" : "#/$defs/variable"
                            }
                          ],
                          "default" : true
                        }
                      },
                      "required" : [
                        "daily"
                      ],
                      "additionalProperties" : false
                    },
                    "Mill" : {
                      "title" : "Mill",
                      "description" : "A mill.",
                      "type" : "object",
                      "properties" : {
                        "name" : {
                          "type" : [
                            "string",
                            "number",
                            "boolean"
                          ],
                          "description" : "What it is called."
                        },
                        "wheels" : {
                          "anyOf" : [
                            {
                              "type" : "integer",
                              "minimum" : -2147483648,
                              "maximum" : 2147483647
                            },
                            {
                              "$ref" : "#/$defs/variable"
                            }
                          ],
                          "default" : 2
                        },
                        "speed" : {
                          "$ref" : "#/$defs/Speed",
                          "default" : "10/s"
                        },
                        "next" : {
                          "$ref" : "#/$defs/Mill"
                        }
                      },
                      "required" : [
                        "name"
                      ],
                      "additionalProperties" : false
                    },
                    "Rate" : {
                      "title" : "a rate such as 5000/s",
                      "pattern" : "^\\\\s*(?:(\\\\d+(?:\\\\.\\\\d+)?) ?([kM]?) ?/ ?(s|m|h|d))\\\\s*$|\\\\$\\\\{",
                      "type" : [
                        "string"
                      ],
                      "examples" : [
                        "5000/s"
                      ]
                    },
                    "Speed" : {
                      "title" : "Speed",
                      "description" : "How fast it turns.",
                      "oneOf" : [
                        {
                          "$ref" : "#/$defs/Steady"
                        },
                        {
                          "$ref" : "#/$defs/Daily"
                        },
                        {
                          "$ref" : "#/$defs/Rate"
                        }
                      ]
                    },
                    "Steady" : {
                      "title" : "Steady",
                      "type" : "object",
                      "properties" : {
                        "steady" : {
                          "$ref" : "#/$defs/Rate"
                        }
                      },
                      "required" : [
                        "steady"
                      ],
                      "additionalProperties" : false
                    },
                    "variable" : {
                      "description" : "A value from the environment: ${NAME}, or ${NAME:default}.",
                      "type" : "string",
                      "pattern" : "\\\\$\\\\{"
                    }
                  }
                }
                """);
    }

    record Defaults(
            @Default("5") String text,
            @Default("0x10") long number,
            @Default("[a, {b: 1.5}]") List<Inner> list,
            @Default("30s") Duration duration,
            @Nullable Instant instant) {}

    @Scalar
    record Inner(String b) {}

    @Test
    void defaultsAreOfTheSettingsType() {
        var properties = definition(Defaults.class, "Defaults").get("properties");

        assertThat(properties.get("text").get("default")).hasToString("\"5\"");
        assertThat(properties.get("number").get("default")).hasToString("16");
        assertThat(properties.get("list").get("default")).hasToString("[\"a\",{\"b\":1.5}]");
        assertThat(properties.get("duration").get("default")).hasToString("\"30s\"");
        assertThat(properties.get("instant").has("default")).isFalse();
    }

    record Twins(One.Twin one, Two.Twin two) {}

    interface One {
        record Twin(int a) {}
    }

    interface Two {
        record Twin(int b) {}
    }

    @Test
    void typesOfOneNameAreKeptApart() {
        var parts = new ObjectMapper().readTree(JsonSchema.of(Twins.class)).get("$defs");

        assertThat(parts.propertyNames()).containsExactly("Twin", "Twins", "Two.Twin", "variable");
    }

    @Written(as = "a count", example = "12", pattern = "[0-9]+")
    record Count(int count) {
        public static Count parse(String text) {
            if (!text.matches("[0-9]+")) {
                throw new InvalidSetting("", "'" + text + "' is not a count");
            }
            return new Count(Integer.parseInt(text));
        }
    }

    record Counted(Count count) {}

    @Test
    void aTextThatLooksLikeANumberMayBeOneToTheSchema() {
        assertThat(definition(Counted.class, "Count").get("type")).hasToString("[\"string\",\"number\"]");
    }

    private static JsonNode definition(Class<?> type, String name) {
        return new ObjectMapper().readTree(JsonSchema.of(type)).get("$defs").get(name);
    }
}
