"""Readers see texts in their language where they were reviewed, and the original elsewhere."""

import copy
import pickle

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from proposals.comparisons import Selection, compare
from proposals.comparisons.catalogue import catalogue
from proposals.comparisons.local_texts import (
    LocalText,
    composed,
    language_in,
    local_texts,
    original_of,
)
from proposals.exports.bundle import ExportBundle
from proposals.models import Clause, Negotiation, Translation, TranslationState
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored", "without_guard")]
stored = stored_for_a_module(LAKE)
