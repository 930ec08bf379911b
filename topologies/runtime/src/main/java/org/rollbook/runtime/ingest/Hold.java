package org.rollbook.runtime.ingest;

/// Why nothing is read for now.
sealed interface Hold {

  /// In words for an operator.
  String why();

  /// The registry is down, or cannot be believed.
  ///
  /// @param schemaId what it was asked for
  record ForRegistry(int schemaId, String reason) implements Hold {

    @Override
    public String why() {
      return "the schema registry cannot be used: " + reason;
    }
  }

  /// Too much waits for schemas already.
  record ForRoom() implements Hold {

    @Override
    public String why() {
      return "too many messages wait for schemas that the registry does not know";
    }
  }
}
