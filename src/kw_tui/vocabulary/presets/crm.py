"""Exports of HubSpot and Salesforce."""

from kw_tui.vocabulary.presets.preset import preset

HUBSPOT_COMPANIES = preset(
    "hubspot-companies",
    ("HubSpot, Unternehmen", "HubSpot companies"),
    "customer",
    "Record ID | Datensatz-ID & Company name | Name | Unternehmensname & Company Domain Name | Company owner | "
    "Lifecycle Stage | Domainname des Unternehmens | Zuständiger Mitarbeiter für Unternehmen",
    """
customer_id: Record ID | Datensatz-ID
name: Company name | Unternehmensname | Name
postcode: Postal Code | Postleitzahl
country: Country/Region | Land/Region
region: State/Region | Bundesland/Region
industry: Industry | Branche
employees: Number of Employees | Anzahl der Mitarbeiter
annual_revenue: Annual Revenue | Jahresumsatz
group_id: Parent Company | Muttergesellschaft
sales_rep: Company owner | Zuständiger Mitarbeiter für Unternehmen
-: Company Domain Name | Domainname des Unternehmens | Create Date
-: City | Phone Number | Last Activity Date | Lifecycle Stage | Type
""",
)
HUBSPOT_DEALS = preset(
    "hubspot-deals",
    ("HubSpot, Deals", "HubSpot deals"),
    "prospect",
    "Record ID | Datensatz-ID & Deal Name | Dealname & Deal Stage | Deal-Phase",
    """
prospect_id: Record ID | Datensatz-ID
name: Associated Company | Zugeordnetes Unternehmen | Deal Name | Dealname
stage: Deal Stage | Deal-Phase
probability: Deal probability | Deal-Wahrscheinlichkeit
expected_annual_need: Annual contract value | Amount | Betrag
-: Close Date | Pipeline | Deal owner | Create Date | Weighted amount
""",
)
HUBSPOT_TICKETS = preset(
    "hubspot-tickets",
    ("HubSpot, Tickets", "HubSpot tickets"),
    "ticket",
    "Ticket ID | Record ID & Ticket name & Ticket status",
    """
ticket_id: Ticket ID | Record ID
customer_id: Associated Company IDs | Associated Company ID
opened_at: Create date | Create Date
closed_at: Close date | Close Date
resolved: Ticket status
channel: Source
-: Ticket name | Pipeline | Ticket owner | Priority | Category | Associated Company
""",
)
SALESFORCE_ACCOUNTS = preset(
    "salesforce-accounts",
    ("Salesforce, Accounts", "Salesforce accounts"),
    "customer",
    "Account ID | Id & Account Name | Name & Account Owner | OwnerId | BillingCountry | Billing Country | "
    "NumberOfEmployees | AnnualRevenue | Account Number",
    """
customer_id: Account Number | AccountNumber | Account ID | Id
name: Account Name | Name
postcode: Billing Zip/Postal Code | BillingPostalCode
country: Billing Country | BillingCountry
region: Billing State/Province | BillingState
industry: Industry
employees: Employees | NumberOfEmployees
annual_revenue: Annual Revenue | AnnualRevenue
group_id: Parent Account ID | ParentId | Parent Account
sales_rep: Account Owner | OwnerId
-: Type | Rating | Last Activity | Last Modified Date | CreatedDate | Phone | Website | BillingCity | IsDeleted
""",
    share=0.2,
)
SALESFORCE_CASES = preset(
    "salesforce-cases",
    ("Salesforce, Kundenvorgänge", "Salesforce cases"),
    "ticket",
    "Case Number | CaseNumber & Account ID | AccountId | Account Name & Status | IsClosed | Closed",
    """
ticket_id: Case Number | CaseNumber
customer_id: Account Number | Account ID | AccountId | Account Name
opened_at: Date/Time Opened | Opened Date | CreatedDate
closed_at: Date/Time Closed | Closed Date | ClosedDate
resolved: Closed | IsClosed | Status
channel: Case Origin | Origin
-: Subject | Priority | Case Owner | Type | Age | Id | OwnerId | Reason
""",
)
SALESFORCE_OPPORTUNITIES = preset(
    "salesforce-opportunities",
    ("Salesforce, Opportunities", "Salesforce opportunities"),
    "prospect",
    "Opportunity Name | Opportunity ID | StageName & Stage | StageName & Probability (%) | Probability | Amount",
    """
prospect_id: Opportunity ID | Id | Opportunity Name
name: Account Name | Opportunity Name | Name
stage: Stage | StageName
probability: Probability (%) | Probability
expected_annual_need: Expected Revenue | ExpectedRevenue | Amount
industry: Industry
-: Close Date | CloseDate | Opportunity Owner | Created Date | Lead Source | Fiscal Period | Age | Next Step
""",
)
