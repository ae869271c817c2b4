"""The demo company Larkenfield Group: invented people and two years of invented records.

Everything is made by the same services that real people use, from one seed; demo accounts are marked
and sign in only on this machine unless a setting says otherwise.
"""
