package org.rollbook.sample.domain;

import org.rollbook.sample.api.Route;

/// Breaks: a domain that uses the API.
public record Seen(Route route) {}
