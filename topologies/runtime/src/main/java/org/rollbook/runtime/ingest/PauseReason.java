package org.rollbook.runtime.ingest;

import java.util.List;
import java.util.stream.Collectors;
import org.rollbook.model.avro.SchemaLookup;

/// Why nothing is read for now.
sealed interface PauseReason {

  /// In words for an operator.
  String why();

  /// The registry is down, or cannot be trusted.
  ///
  /// @param schemaId the schema that was requested
  record ForRegistry(int schemaId, SchemaLookup.Withheld answer) implements PauseReason {

    @Override
    public String why() {
      return "the schema registry cannot be used: "
          + switch (answer) {
            case SchemaLookup.Unreachable(var why) -> why;
            case SchemaLookup.Forgotten(var why) ->
                why + "; restore it, or name what is lost in ROLLBOOK_LOST_SCHEMA_IDS";
          };
    }
  }

  /// Too many messages wait for schemas already.
  ///
  /// @param schemaIds which
  record ForRoom(List<Integer> schemaIds) implements PauseReason {

    private static final int MOST_NAMED = 10;

    public ForRoom {
      schemaIds = List.copyOf(schemaIds);
    }

    @Override
    public String why() {
      return "too many messages wait for schemas that the registry does not return, with ids "
          + schemaIds.stream()
              .limit(MOST_NAMED)
              .map(String::valueOf)
              .collect(Collectors.joining(", "))
          + (schemaIds.size() > MOST_NAMED ? " and others" : "")
          + "; restore them in the registry, or name them in ROLLBOOK_LOST_SCHEMA_IDS";
    }
  }
}
