package org.rollbook.runtime.serve.openapi;

/// Refers to the descriptions in `/openapi.yml` of the parameters that questions have besides their
/// keys. They are in `questions.yml`, which each topology's `openapi.properties` names, so that
/// each is written once.
final class Described {

  static final String PAGE_SIZE = "#/components/parameters/PageSize";
  static final String CURSOR = "#/components/parameters/Cursor";
  static final String MAX_STALENESS = "#/components/parameters/MaxStaleness";
  static final String MIN_AS_OF = "#/components/parameters/MinAsOf";
  static final String IF_APPLIED = "#/components/parameters/IfApplied";
  static final String PREFER = "#/components/parameters/Prefer";
  static final String IF_NONE_MATCH = "#/components/parameters/IfNoneMatch";

  private Described() {}
}
